import 'server-only'
import { memberKey } from '@/lib/channels/whitelist-import-schema'
import { isBatchGroup, type MemberWish, type Wish, wishOf } from '@/lib/channels/whitelist-intent'
import { listingAfter, listingBefore } from '@/lib/channels/whitelist-listings'
import type { Known } from '@/lib/channels/whitelist-lookup'
import { chunkOf, sendOne, sendTogether } from '@/lib/channels/whitelist-sending'
import type { LedgerItem, OperationContext, OperationDriver, ReadBack, Recheck } from '@/lib/operations/driver'
import { countWhitelist } from '@/lib/polyv/whitelist'

type MemberItem = { item: LedgerItem; wish: Exclude<Wish, { kind: 'clear' }> }
type Found = ReadBack['found']

export const whitelistActions = [
  'channel.whitelist.add',
  'channel.whitelist.update',
  'channel.whitelist.remove',
  'channel.whitelist.clear',
  'channel.whitelist.import',
] as const

/** Everything done to one rank's whitelist: checked against the list, sent, and the list read to see it there, or gone. */
export const whitelistDrivers: OperationDriver[] = whitelistActions.map((action) => ({
  action,
  connectionKind: 'polyv',
  chunk: (items, context) => [isBatch(items) ? chunkOf(items, context) : items.slice(0, 1)],
  recheck,
  send: (call, context, items) => {
    const [item] = items
    if (!item) throw new Error('a call for nobody')
    return items.length > 1 ? sendTogether(call, context, items) : sendOne(call, context, item)
  },
  readBack,
  settle: async () => undefined,
  describe: (item, after) => ({ before: item.before, after }),
}))

const isBatch = ([first]: readonly LedgerItem[]): boolean => first !== undefined && isBatchGroup(first)

async function recheck(context: OperationContext, items: LedgerItem[]): Promise<Recheck[]> {
  const [members, clears] = sortOut(items)
  const refused: Recheck[] = []
  for (const { item, wish } of clears) {
    const count = await countWhitelist(context.connection, { kind: 'channel', channelId: wish.channelId }, wish.rank)
    if (count !== wish.count) refused.push({ itemId: item.id, code: 'list_changed', message: null })
  }
  // One that is gone already is what a removal wants.
  const toCheck = members.filter(({ wish }) => wish.kind !== 'remove')
  if (toCheck.length === 0) return refused
  const known = await listingBefore(context, toCheck)
  for (const { item, wish } of toCheck) {
    const code = obstacleOf(wish.member, known)
    if (code) refused.push({ itemId: item.id, code, message: null })
  }
  return refused
}

function obstacleOf({ code, was }: MemberWish, known: Known): string | null {
  const isTaken = known.has(memberKey(code)) && memberKey(code) !== memberKey(was?.code ?? '')
  if (isTaken) return 'already_listed'
  if (!was) return null
  const held = known.get(memberKey(was.code))
  if (!held) return 'not_listed'
  return held.name === was.name ? null : 'entry_changed'
}

async function readBack(context: OperationContext, items: LedgerItem[]): Promise<ReadBack[]> {
  const [members, clears] = sortOut(items)
  const readings: ReadBack[] = []
  for (const { item, wish } of clears) {
    const count = await countWhitelist(context.connection, { kind: 'channel', channelId: wish.channelId }, wish.rank)
    const found: Found = count === 0 ? 'as_intended' : count === wish.count ? 'absent' : 'differs'
    readings.push({ itemId: item.id, found, after: { members: count } })
  }
  if (members.length === 0) return readings
  const known = await listingAfter(context, members, ({ wish }, now) => judge(wish, now) === 'as_intended')
  for (const { item, wish } of members) {
    const isThere = known.has(memberKey(wish.member.code))
    readings.push({
      itemId: item.id,
      found: judge(wish, known),
      after: { entry: isThere ? { rank: wish.rank, code: wish.shown } : null },
    })
  }
  return readings
}

/** `absent`: as it stood before. A name that was not given is not asked for. */
function judge({ kind, member: { code, name, was } }: MemberItem['wish'], known: Known): Found {
  const held = known.get(memberKey(code))
  if (kind === 'remove') return held ? 'absent' : 'as_intended'
  const isNamed = name === '' || held?.name.trim() === name
  if (!was) return held ? (isNamed ? 'as_intended' : 'differs') : 'absent'
  const isMoved = memberKey(was.code) !== memberKey(code)
  const old = known.get(memberKey(was.code))
  if (held?.code === code && isNamed && !(isMoved && old)) return 'as_intended'
  const isUntouched = old?.code === was.code && old.name === was.name && !(isMoved && held)
  return isUntouched ? 'absent' : 'differs'
}

function sortOut(items: readonly LedgerItem[]) {
  const members: MemberItem[] = []
  const clears: { item: LedgerItem; wish: Extract<Wish, { kind: 'clear' }> }[] = []
  for (const item of items) {
    const wish = wishOf(item)
    if (wish.kind === 'clear') clears.push({ item, wish })
    else members.push({ item, wish })
  }
  return [members, clears] as const
}
