import 'server-only'
import type { CarriedMerge, ChannelBase } from '@/lib/channels/channel-views-schema'
import {
  type BaseRank,
  type ConditionsForm,
  type ConditionType,
  type Drafts,
  type RankForm,
  rankNames,
  secretOf,
} from '@/lib/channels/form-schema'
import { intentSchema, type RankIntent } from '@/lib/channels/intent'
import { type RankSnapshot, snapshotSchema } from '@/lib/channels/stored-conditions'
import { sql } from '@/lib/db'
import { conditionTypes } from '@/lib/polyv/conditions'

/**
 * What somebody filled in for an operation that was not sent because the channel had changed, ready for a merge with the
 * channel as it is now. A secret typed then stays on the server. Null when there is no such operation of this channel.
 */
export async function readCarried(channel: ChannelBase, reference: string): Promise<CarriedMerge | null> {
  const number = /^R-(\d{1,9})$/.exec(reference)?.[1]
  if (number === undefined) return null
  const [row] = await sql<{ intent: unknown; before: unknown; reason: string }>(
    `select item.intent, item.before, operation.reason
       from operation join operation_item item on item.operation_id = operation.id
      where operation.number = $1 and operation.connection_id = $2 and item.target_type = 'channel' and item.target_id = $3
        and item.state = 'refused' and item.code = 'stale_base' limit 1`,
    [Number(number), channel.connectionId, channel.channelId],
  )
  const intent = intentSchema.safeParse(row?.intent).data
  const before = snapshotSchema.safeParse(row?.before).data
  if (!row || !intent || !before) return null
  const base = structuredClone(channel.base)
  for (const name of rankNames) overlay(base[name], before[name])
  const mine: ConditionsForm = structuredClone({ primary: base.primary.form, secondary: base.secondary.form })
  for (const ranked of intent.ranks) fill(mine[ranked.rank === 1 ? 'primary' : 'secondary'], ranked)
  const typed = intent.ranks.some((ranked) => ranked.enabled && hasNewSecret(ranked.condition))
  return { reference, reason: row.reason, base, mine, hadSecret: typed }
}

/** The rank as it stood when the form was loaded. Values of types that were not in use then are taken as they are now. */
function overlay(rank: BaseRank, was: RankSnapshot): void {
  const { form } = rank
  form.enabled = was.enabled
  const type = conditionTypes.find((known) => known === was.type) ?? null
  form.type = type
  rank.unsupportedType = type === null ? was.type : null
  if (type === null || !was.settings) return
  setDraft(form, type, was.settings)
  form.privacy = was.privacy ?? { enabled: false, content: '' }
  const secret = secretOf[type]
  const print = secret && (was.settings[secret] as { fingerprint?: unknown } | null | undefined)?.fingerprint
  if (secret) {
    rank.secrets[secret].isSet = typeof print === 'string'
    rank.secrets[secret].print = typeof print === 'string' ? print : null
  }
}

function fill(form: RankForm, intent: RankIntent): void {
  form.enabled = intent.enabled
  if (!intent.enabled) return
  const { condition } = intent
  form.type = condition.type
  setDraft(form, condition.type, condition)
  if ('privacy' in condition) Object.assign(form.privacy, condition.privacy ?? { enabled: false, content: '' })
}

/** Snapshots and intents name values alike; what neither says stays. */
function setDraft(form: RankForm, type: ConditionType, values: Record<string, unknown>): void {
  const draft = form.drafts[type] as Record<string, unknown>
  for (const field of Object.keys(draft)) {
    if (field === secretOf[type]) draft[field] = ''
    else if (field in values && values[field] !== undefined) draft[field] = structuredClone(values[field])
  }
  if (type === 'pay') Object.assign(draft, payDraft(values))
  if (type === 'wx') Object.assign(draft, wxDraft(values.duration))
}

function payDraft(values: Record<string, unknown>): Partial<Drafts['pay']> {
  const fen = typeof values.priceFen === 'number' ? values.priceFen : null
  const validity = values.validity as { kind: Drafts['pay']['validity']; days?: number; until?: string } | undefined
  return {
    price: fen === null ? '' : `${Math.trunc(fen / 100)}.${String(fen % 100).padStart(2, '0')}`,
    validity: validity?.kind ?? 'permanent',
    days: validity?.days === undefined ? '' : String(validity.days),
    until: validity?.until ?? '',
  }
}

function wxDraft(duration: unknown): Partial<Drafts['wx']> {
  const known = duration as { amount: number; unit: Drafts['wx']['unit'] } | null | undefined
  return known ? { amount: String(known.amount), unit: known.unit } : {}
}

const hasNewSecret = (condition: Record<string, unknown>): boolean =>
  Object.values(condition).some((value) => typeof value === 'object' && value !== null && 'new' in value)
