import { randomUUID } from 'node:crypto'
import { grantDramas } from '@/lib/grants/grant-dramas'
import { planGrants } from '@/lib/grants/plan'
import { presetExpiry } from '@/lib/grants/schema'
import type { Random } from '@/tests/faults/random'
import type { Stage } from '@/tests/faults/stage'
import { contextOf, type Subject } from '@/tests/faults/subject'

/** A few playable dramas for one or two licensees that hold none of them yet. */
export async function grantSubject(stage: Stage, random: Random): Promise<Subject> {
  const before = await stage.control.wechat()
  const granted = new Set(before.grants.map((grant) => grant.authorized_appid))
  const fresh = before.licensees.filter((licensee) => licensee.hasCategory && !granted.has(licensee.appid))
  const licensees = random.some(
    fresh.length > 1 ? fresh : before.licensees.filter((entry) => entry.hasCategory),
    1 + random.below(2),
  )
  const held = new Set(before.grants.map((grant) => `${grant.drama_id}@${grant.authorized_appid}`))
  const playable = before.dramas.filter((drama) => drama.status === 0 && drama.audit_detail?.status === 3)
  const dramas = random.some(
    playable.filter((drama) => licensees.every((licensee) => !held.has(`${drama.drama_id}@${licensee.appid}`))),
    1 + random.below(4),
  )
  const pairs = licensees.flatMap((licensee) => dramas.map((drama) => `${drama.drama_id}@${licensee.appid}`))
  const expiry = { kind: 'date' as const, at: presetExpiry('yearEnd', Date.now()) }
  const expirySeconds = Date.parse(`${expiry.at.replace(' ', 'T')}:00+08:00`) / 1000
  const requestKey = randomUUID()
  const since = await stage.control.lastSeq()
  const choice = {
    connectionId: stage.wechatId,
    dramaIds: dramas.map((drama) => drama.drama_id),
    appids: licensees.map((licensee) => licensee.appid),
    expiry,
  }

  return {
    writePath: '/wxa/sec/vod/authorizedrama',
    upstream: 'wechat',
    requestKey,
    submit: async () => {
      const plan = await planGrants(choice, { catalogueMs: 60_000, grantsMs: 0 })
      const result = await grantDramas.run(
        { ...choice, reason: '合同 HT-2026-118', planKey: plan.planKey, confirmedCount: null, requestKey },
        contextOf(stage),
      )
      if (!result.ok) throw new Error(`refused: ${JSON.stringify(result)}`)
      return result.data.operationId
    },
    holds: async () => {
      const now = await stage.control.wechat()
      const until = new Map(
        now.grants.map((grant) => [`${grant.drama_id}@${grant.authorized_appid}`, grant.authz_expire_time]),
      )
      return new Map(pairs.map((pair) => [`drama:${pair}`, until.get(pair) === expirySeconds]))
    },
    applications: async () => {
      const counts = new Map(pairs.map((pair) => [`drama:${pair}`, 0]))
      for (const entry of await stage.control.journal({ since, path: '/wxa/sec/vod/authorizedrama' })) {
        for (const item of entry.appliedItems) {
          const { drama_id, authorized_appid } = item as { drama_id: string; authorized_appid: string }
          const key = `drama:${drama_id}@${authorized_appid}`
          counts.set(key, (counts.get(key) ?? 0) + 1)
        }
      }
      return counts
    },
  }
}
