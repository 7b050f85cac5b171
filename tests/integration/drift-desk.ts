import type { Actor } from '@/lib/audit/event'
import { type GrantDesk, openGrantDesk } from './grant-desk'

export let desk: GrantDesk
export const manager: Actor = {
  type: 'person',
  id: 'p1',
  name: '运营甲',
  role: 'manager',
  sessionPrint: null,
  ip: null,
  userAgent: null,
}
export const asManager = { actor: manager, requestId: 'r', session: {} as never }

export async function openDriftDesk(): Promise<void> {
  desk = await openGrantDesk()
}

export async function sweep() {
  const { syncGrants } = await import('@/lib/grants/sync-grants')
  return syncGrants(desk.connectionId)
}

export type OpenDrift = {
  id: string
  kind: string
  drama_id: string
  appid: string
  known_held: boolean
  found_held: boolean
  event_id: string
}

export const openDrifts = () =>
  desk.sql<OpenDrift>(
    `select id, kind, drama_id, appid, known_held, found_held, event_id from grant_drift where closed_at is null order by kind, drama_id, appid`,
  )

export const driftEvents = () =>
  desk.sql<{ target_id: string; before: unknown; after: unknown; detail: { drift: string; level: string } }>(
    `select target_id, before, after, detail from audit_event where phase = 'drift' order by seq`,
  )

/** Grants of the sandbox that are in force for good, so that no clock plays a part. */
export async function permanentGrants(count: number) {
  const { grants } = await desk.control.wechat()
  return grants.filter((grant) => grant.authz_expire_time === 0).slice(0, count)
}

export const seqOf = async () => {
  const [row] = await desk.sql<{ seq: string }>('select coalesce(max(seq), 0) as seq from audit_event')
  return Number(row?.seq)
}
export const eventsSince = async (seq: number) =>
  desk.sql<{ target_id: string; before: unknown; after: unknown; detail: { drift: string; level: string } }>(
    `select target_id, before, after, detail from audit_event where phase = 'drift' and seq > $1 order by seq`,
    [seq],
  )

export async function closeDriftDesk(): Promise<void> {
  const { stopSender } = await import('@/lib/jobs/queue')
  await stopSender()
  await desk.close()
}

export async function forgetDrift(): Promise<void> {
  await desk.control.reset('demo')
  await desk.sql('delete from access_token')
  for (const table of ['grant_drift', 'known_grant', 'grant_sweep', '"grant"', 'account_grant', 'operation_item'])
    await desk.sql(`delete from ${table}`)
}
