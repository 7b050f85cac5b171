import 'server-only'
import { z } from 'zod'
import { maskCode } from '@/lib/channels/mask-code'
import { codePrint } from '@/lib/channels/whitelist-member'
import type { LedgerItem } from '@/lib/operations/driver'
import type { NewItem } from '@/lib/operations/submit'
import type { Rank } from '@/lib/polyv/conditions'
import type { WhitelistEntry } from '@/lib/polyv/whitelist'
import { decryptSecret, encryptSecret } from '@/lib/secrets/key-ring'

/** Where an encrypted entry belongs. */
const entryContext = (channelId: string): string => `operation_item:whitelist:${channelId}`

const rank = z.union([z.literal(1), z.literal(2)])
const memberIntent = z.strictObject({
  kind: z.enum(['add', 'update', 'remove']).default('add'),
  channelId: z.string().optional(),
  rank,
  /** The code as people see it. */
  shown: z.string(),
  /** The member and, for an update, as which it is listed: encrypted. */
  entry: z.string(),
  /** Row of the sheet it came from. */
  line: z.int().optional(),
})
const clearIntent = z.strictObject({ kind: z.literal('clear'), channelId: z.string(), rank, count: z.int() })
const intentSchema = z.union([clearIntent, memberIntent])
const memberSchema = z.strictObject({
  code: z.string(),
  name: z.string(),
  was: z.strictObject({ code: z.string(), name: z.string() }).optional(),
})

/** What is to be true of one member: `was` is how an update or a removal found it. */
export type MemberWish = WhitelistEntry & { was?: WhitelistEntry }

export type Wish =
  | { kind: 'clear'; channelId: string; rank: Rank; count: number }
  | {
      kind: 'add' | 'update' | 'remove'
      channelId: string
      rank: Rank
      shown: string
      line: number | null
      member: MemberWish
    }

/** What an item wants, decrypted. For the moment of a call only. */
export function wishOf(item: Pick<LedgerItem, 'intent' | 'targetId'>): Wish {
  const intent = intentSchema.parse(item.intent)
  if (intent.kind === 'clear') return intent
  // An addition of before there were other kinds stood under its channel.
  const channelId = intent.channelId ?? item.targetId
  const { code, name, was } = memberSchema.parse(JSON.parse(decryptSecret(intent.entry, entryContext(channelId))))
  return {
    kind: intent.kind,
    channelId,
    rank: intent.rank,
    shown: intent.shown,
    line: intent.line ?? null,
    member: { code, name, ...(was ? { was } : {}) },
  }
}

/** Items with the same list and kind stand together; those of `batch` may share a call. */
type MemberGroup = 'batch' | 'add' | 'update' | 'remove'
export const isBatchGroup = (item: Pick<LedgerItem, 'groupKey'>): boolean => item.groupKey.endsWith(':batch')

type MemberItem = {
  kind: 'add' | 'update' | 'remove'
  group: MemberGroup
  channelId: string
  rank: Rank
  member: MemberWish
  line?: number
  plan?: NewItem['plan']
  planCause?: string
}

/** One member of an operation: masked for people, by fingerprint for the lane and the log, encrypted for the call. */
export function memberItem({ kind, group, channelId, rank, member, line, plan, planCause }: MemberItem): NewItem {
  const listed = member.was ?? member
  const print = codePrint(listed.code)
  const shown =
    member.was && member.was.code !== member.code
      ? `${maskCode(member.was.code)} → ${maskCode(member.code)}`
      : maskCode(member.code)
  return {
    targetKey: `whitelist:${channelId}:${rank}:${print}`,
    groupKey: `whitelist:${channelId}:${rank}:${group}`,
    targetType: 'whitelist_entry',
    targetId: print,
    targetName: shown,
    plan: plan ?? (kind === 'add' ? 'new' : 'change'),
    ...(planCause ? { planCause } : {}),
    before: { entry: kind === 'add' ? null : { rank, code: maskCode(listed.code) } },
    intent: {
      kind,
      channelId,
      rank,
      shown,
      entry: encryptSecret(JSON.stringify(member), entryContext(channelId)),
      ...(line === undefined ? {} : { line }),
    },
  }
}

export const clearItem = (channelId: string, channelName: string, rank: Rank, count: number): NewItem => ({
  targetKey: `whitelist:${channelId}:${rank}`,
  groupKey: `whitelist:${channelId}:${rank}:clear`,
  targetType: 'channel',
  targetId: channelId,
  targetName: channelName,
  plan: 'change',
  before: { members: count },
  intent: { kind: 'clear', channelId, rank, count },
})
