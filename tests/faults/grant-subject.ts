import { createHash, randomUUID } from 'node:crypto'
import { grantDramas } from '@/lib/grants/grant-dramas'
import { planGrants } from '@/lib/grants/plan'
import { presetExpiry } from '@/lib/grants/schema'
import type { Random } from '@/tests/faults/random'
import type { Stage } from '@/tests/faults/stage'
import { contextOf, type Subject } from '@/tests/faults/subject'
import type { WechatState } from '@/tests/sandbox-control'

const WRITE_PATH = '/wxa/sec/vod/authorizedrama'

export type GrantSubject = Subject & { appids: string[]; dramaIds: string[]; order: GrantOrder }

/** What is asked for, as another process can be told it. */
export type GrantOrder = {
  connectionId: string
  dramaIds: string[]
  appids: string[]
  expiry: { kind: 'date'; at: string }
  requestKey: string
}

/** A few playable dramas for one or two licensees that hold none of them yet. */
export async function grantSubject(stage: Stage, random: Random): Promise<GrantSubject> {
  const before = await stage.control.wechat()
  const granted = new Set(before.grants.map((grant) => grant.authorized_appid))
  const fresh = before.licensees.filter((licensee) => licensee.hasCategory && !granted.has(licensee.appid))
  const licensees = random.some(
    fresh.length > 1 ? fresh : before.licensees.filter((entry) => entry.hasCategory),
    1 + random.below(2),
  )
  const held = new Set(before.grants.map((grant) => `${grant.drama_id}@${grant.authorized_appid}`))
  const free = playable(before).filter((dramaId) =>
    licensees.every((licensee) => !held.has(`${dramaId}@${licensee.appid}`)),
  )
  const appids = licensees.map((licensee) => licensee.appid)
  return subjectOf(stage, stage.wechatId, undefined, random.some(free, 1 + random.below(4)), appids)
}

let made = 0

/** So many dramas for so many licensees that nobody has heard of before. */
export async function bulkSubject(
  stage: Stage,
  size: { dramas: number; licensees: number },
  account: { connectionId: string; appid?: string } = { connectionId: stage.wechatId },
): Promise<GrantSubject> {
  const appids = Array.from({ length: size.licensees }, () => {
    made += 1
    return `wx${createHash('sha256').update(`fault ${process.pid} ${made}`).digest('hex').slice(0, 16)}`
  })
  await stage.control.changeWechat({ licensees: { put: appids.map((appid) => ({ appid, hasCategory: true })) } })
  const dramaIds = playable(await stage.control.wechat(account.appid)).slice(0, size.dramas)
  if (dramaIds.length < size.dramas) throw new Error(`only ${dramaIds.length} dramas can be granted`)
  return subjectOf(stage, account.connectionId, account.appid, dramaIds, appids)
}

const playable = (state: WechatState): string[] =>
  state.dramas.filter((drama) => drama.status === 0 && drama.audit_detail?.status === 3).map((drama) => drama.drama_id)

function subjectOf(
  stage: Stage,
  connectionId: string,
  grantor: string | undefined,
  dramaIds: string[],
  appids: string[],
): GrantSubject {
  const pairs = appids.flatMap((appid) => dramaIds.map((dramaId) => `${dramaId}@${appid}`))
  const expiry = { kind: 'date' as const, at: presetExpiry('yearEnd', Date.now()) }
  const expirySeconds = Date.parse(`${expiry.at.replace(' ', 'T')}:00+08:00`) / 1000
  const requestKey = randomUUID()
  const order: GrantOrder = { connectionId, dramaIds, appids, expiry, requestKey }
  const ours = new Set(appids)
  let since = 0

  const requests = async () =>
    (await stage.control.journal({ since, path: WRITE_PATH })).filter((entry) =>
      ours.has((entry.parsed as { authorized_appid?: string } | undefined)?.authorized_appid ?? ''),
    )

  return {
    appids,
    dramaIds,
    order,
    writePath: WRITE_PATH,
    upstream: 'wechat',
    requestKey,
    submit: async () => {
      since = await stage.control.lastSeq()
      return submitOrder(stage, order)
    },
    requests,
    holds: async () => {
      const now = await stage.control.wechat(grantor)
      const until = new Map(
        now.grants.map((grant) => [`${grant.drama_id}@${grant.authorized_appid}`, grant.authz_expire_time]),
      )
      return new Map(pairs.map((pair) => [`drama:${pair}`, until.get(pair) === expirySeconds]))
    },
    applications: async () => {
      const counts = new Map(pairs.map((pair) => [`drama:${pair}`, 0]))
      for (const entry of await requests()) {
        for (const item of entry.appliedItems) {
          const { drama_id, authorized_appid } = item as { drama_id: string; authorized_appid: string }
          const key = `drama:${drama_id}@${authorized_appid}`
          counts.set(key, (counts.get(key) ?? 0) + 1)
        }
      }
      return counts
    },
    clear: () =>
      stage.control.changeWechat({
        ...(grantor ? { appid: grantor } : {}),
        grants: {
          remove: pairs.map((pair) => {
            const [drama_id, authorized_appid] = pair.split('@')
            return { drama_id, authorized_appid }
          }),
        },
        licensees: { remove: appids.map((appid) => ({ appid })) },
      }),
  }
}

/** Previews and submits as a person would through the action; resolves with the operation's id. */
export async function submitOrder(stage: Stage, { requestKey, ...choice }: GrantOrder): Promise<string> {
  const plan = await planGrants(choice, { catalogueMs: 60_000, grantsMs: 0 })
  const result = await grantDramas.run(
    { ...choice, reason: '合同 HT-2026-118', planKey: plan.planKey, confirmedCount: null, requestKey },
    contextOf(stage),
  )
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result)}`)
  return result.data.operationId
}
