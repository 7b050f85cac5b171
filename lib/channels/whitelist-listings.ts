import 'server-only'
import type { Wish } from '@/lib/channels/whitelist-intent'
import { type Known, lookUp, readKnown } from '@/lib/channels/whitelist-lookup'
import type { LedgerItem, OperationContext } from '@/lib/operations/driver'

type WishedItem = { item: LedgerItem; wish: Exclude<Wish, { kind: 'clear' }> }

/** A list as one operation last read it whole. Lost with the process, and then read anew. */
type Listing = { startedAt: number; known: Known; missed: Set<string> }

const listings = new Map<string, Listing>()
const LISTINGS_KEPT = 5
const GOOD_FOR_CHECKS_MS = 5 * 60_000

/** What the list says before these are sent. One reading of a long list serves the checks of many calls. */
export async function listingBefore(context: OperationContext, wished: readonly WishedItem[]): Promise<Known> {
  const held = listings.get(context.operationId)
  if (held && Date.now() - held.startedAt < GOOD_FOR_CHECKS_MS) return held.known
  // Rows of a sheet are many, however few of them one call takes.
  const isOfMany = wished.some(({ wish }) => wish.line !== null)
  return (await readAnew(context, wished, isOfMany)).known
}

/**
 * What the list says after these were sent: never from a reading begun before the last of them was, nor again from one that
 * did not show one of them as wished. @param isAsWished tells which items the next look must be anew for.
 */
export async function listingAfter(
  context: OperationContext,
  wished: readonly WishedItem[],
  isAsWished: (one: WishedItem, known: Known) => boolean,
): Promise<Known> {
  const held = listings.get(context.operationId)
  const sentAt = Math.max(...wished.map(({ item }) => item.sentAt?.getTime() ?? Number.POSITIVE_INFINITY))
  const isGood = held && held.startedAt > sentAt && !wished.some(({ item }) => held.missed.has(item.id))
  const listing = isGood ? held : await readAnew(context, wished, false)
  for (const one of wished) if (!isAsWished(one, listing.known)) listing.missed.add(one.item.id)
  return listing.known
}

async function readAnew(context: OperationContext, wished: readonly WishedItem[], isOfMany: boolean): Promise<Listing> {
  const startedAt = Date.now()
  const [first] = wished
  if (!first) throw new Error('a list is read for somebody')
  const codes = wished.flatMap(({ wish: { member } }) => [member.code, ...(member.was ? [member.was.code] : [])])
  const { known, isWhole } = isOfMany
    ? { known: await readKnown(context.connection, first.wish), isWhole: true }
    : await lookUp(context.connection, first.wish, [...new Set(codes)])
  const listing = { startedAt, known, missed: new Set<string>() }
  listings.delete(context.operationId)
  if (isWhole) listings.set(context.operationId, listing)
  for (const oldest of [...listings.keys()].slice(0, Math.max(0, listings.size - LISTINGS_KEPT)))
    listings.delete(oldest)
  return listing
}
