import 'server-only'
import { viewConditions, viewRank, wholeFingerprint } from '@/lib/channels/conditions-view'
import { viewIntents } from '@/lib/channels/intent-view'
import type { ConditionsPlan } from '@/lib/channels/plan-conditions'
import { fingerprint } from '@/lib/secrets/fingerprint'
import type { Json } from '@/lib/secrets/redact'

type Target = { channelId: string; name: string }
type Planned = Pick<ConditionsPlan, 'reading' | 'ranks' | 'changes' | 'fingerprint' | 'accountDefault'>

/** What the ledger and the log keep of a planned save: differences and views, secrets by fingerprint. `restores` names the version it brings back. */
export function recordPlan(plan: Planned, { channelId, name }: Target, restores?: number) {
  const before = viewConditions(plan.reading)
  const after = { ...before, ...viewIntents(plan.ranks, plan.reading) }
  const changed = plan.changes.map(({ rank, path }) => `${rank}.${path}`)
  const sent = new Set(plan.ranks.map(({ rank }) => rank))
  const omitted = [plan.reading.primary, plan.reading.secondary].filter(({ rank }) => !sent.has(rank))
  const summary: { [key: string]: Json } = {
    channelId,
    channelName: name,
    changes: changed.length,
    changed,
    followsDefault: plan.reading.followsDefault,
    omitted: omitted.map((rank) => ({ rank: rank.rank, ...viewRank(rank) })),
    ...(restores === undefined ? {} : { version: restores }),
  }
  const intent = {
    ranks: plan.ranks,
    base: plan.fingerprint,
    whole: wholeFingerprint(plan.reading),
    accountDefault: plan.accountDefault,
    changed,
    ...(restores === undefined ? {} : { restores }),
  }
  return {
    summary,
    before,
    after,
    items: [
      {
        targetKey: `channel:${channelId}`,
        groupKey: `channel:${channelId}`,
        targetType: 'channel' as const,
        targetId: channelId,
        targetName: name,
        plan: 'change' as const,
        before,
        intent: intent as Json,
      },
    ],
  }
}

const secretNames = new Set(['authCode', 'customKey', 'externalKey', 'directKey'])

/** Conditions as they may be hashed and compared: secrets only by fingerprint. */
export function hashableConditions(conditions: unknown): Json {
  const text = JSON.stringify(conditions, (key, value: unknown) =>
    secretNames.has(key) && typeof value === 'string' && value !== '' ? fingerprint(value) : value,
  )
  return JSON.parse(text) as Json
}
