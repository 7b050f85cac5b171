import { SandboxControl } from '@/tests/sandbox-control'

export const control = new SandboxControl(
  Number(new URL(process.env.SANDBOX_CONTROL_URL ?? 'http://127.0.0.1:4703').port),
)

/** Playable dramas nobody holds at the chosen licensees; each test takes its own licensees, so that none meets another's. */
export async function chooseFree(
  dramas: number,
  licensees: readonly number[],
): Promise<{ dramaIds: string[]; appids: string[] }> {
  const state = await control.wechat()
  const covered = new Set(state.appGrants.map((grant) => grant.authorized_appid))
  const able = state.licensees.filter((licensee) => licensee.hasCategory && !covered.has(licensee.appid))
  const appids = licensees.map((place) => able[place]?.appid ?? '')
  const held = new Set(state.grants.map((grant) => `${grant.drama_id}@${grant.authorized_appid}`))
  const free = state.dramas.filter(
    (drama) =>
      drama.status === 0 &&
      drama.audit_detail?.status === 3 &&
      appids.every((appid) => !held.has(`${drama.drama_id}@${appid}`)),
  )
  return { dramaIds: free.slice(0, dramas).map((drama) => drama.drama_id), appids }
}

/** The writes that named one of these licensees since then. */
export async function writesTo(appids: readonly string[], since: number) {
  const entries = await control.journal({ since, path: '/authorizedrama' })
  return entries.filter((entry) => appids.some((appid) => entry.body.includes(appid)))
}
