import 'server-only'
import { answerOne } from '@/lib/channels/answer'
import { memberKey } from '@/lib/channels/whitelist-import-schema'
import { wishOf } from '@/lib/channels/whitelist-intent'
import { lookUp } from '@/lib/channels/whitelist-lookup'
import { type Exchange, UpstreamError } from '@/lib/http'
import type { ItemAnswer, LedgerItem, OperationContext, SendResult } from '@/lib/operations/driver'
import type { OpenCall } from '@/lib/operations/open-call'
import { explainPolyvError } from '@/lib/polyv/errors'
import { explainBatchRefusal } from '@/lib/polyv/whitelist-batch'
import {
  addWhitelistEntries,
  addWhitelistEntry,
  clearWhitelist,
  removeWhitelistEntry,
  updateWhitelistEntry,
  type WhitelistTarget,
} from '@/lib/polyv/whitelist-writes'

/** Members one call adds at most, where the account takes several at once. */
const MOST_PER_BATCH = 100
const SPLIT_INTO = 10
const PAUSE_MS = 1_000

/** Rows that stood in a refused batch, and how many of them may go together next: that finds the ones that are refused. */
const parted = new Map<string, number>()
const PARTED_KEPT = 10_000

/** How many members share a call of this account; one where it was seen not to take several. */
export const batchSize = (connection: { chunkSize: number }): number => Math.min(MOST_PER_BATCH, connection.chunkSize)

/** The first call's worth. */
export function chunkOf(items: readonly LedgerItem[], { connection }: OperationContext): LedgerItem[] {
  const together = ({ id }: LedgerItem) => parted.get(id) ?? MOST_PER_BATCH
  const [first] = items
  if (!first) return []
  const size = Math.min(batchSize(connection), together(first))
  const end = items.findIndex((item) => together(item) !== together(first))
  return items.slice(0, Math.min(size, end < 0 ? items.length : end))
}

const targetOf = (call: OpenCall, { connection }: OperationContext, item: LedgerItem): WhitelistTarget => {
  const { channelId, rank } = wishOf(item)
  return { call, connection, scope: { kind: 'channel', channelId }, rank }
}

export async function sendOne(call: OpenCall, context: OperationContext, item: LedgerItem): Promise<SendResult> {
  const wish = wishOf(item)
  const target = targetOf(call, context, item)
  if (wish.kind === 'clear') return answerOne(item, () => clearWhitelist(target))
  const { code, name, was } = wish.member
  if (wish.kind === 'add') return answerOne(item, () => addWhitelistEntry(target, { code, name }))
  if (wish.kind === 'update')
    return answerOne(item, () => updateWhitelistEntry(target, was?.code ?? code, { code, name }))
  return removeOne(target, context, item, code)
}

/** Some accounts refuse to take off whom they do not know. Whether it is so is read, and then it is as it should be. */
async function removeOne(
  target: WhitelistTarget,
  context: OperationContext,
  item: LedgerItem,
  code: string,
): Promise<SendResult> {
  try {
    return await answerOne(item, () => removeWhitelistEntry(target, code))
  } catch (error) {
    if (!(error instanceof UpstreamError) || error.kind !== 'refused') throw error
    if (explainPolyvError(error.exchange.errcode, error.exchange.errmsg).class !== 'fixable') throw error
    const { known } = await lookUp(context.connection, wishOf(item), [code])
    if (known.has(memberKey(code))) throw error
    return toResult([item], 'succeeded', error.exchange)
  }
}

/**
 * Several members in one call. A refusal executed nothing: what the account does not offer or finds too large is remembered
 * for it, and a batch with a row it refuses is parted until that row stands alone.
 */
export async function sendTogether(
  call: OpenCall,
  context: OperationContext,
  items: readonly LedgerItem[],
): Promise<SendResult> {
  const [first] = items
  if (!first) throw new Error('a call for nobody')
  const members = items.map((item) => {
    const wish = wishOf(item)
    if (wish.kind !== 'add') throw new Error('only additions share a call')
    return wish.member
  })
  try {
    return toResult(items, 'succeeded', await addWhitelistEntries(targetOf(call, context, first), members))
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error
    const refusal = explainBatchRefusal(error)
    const again = toResult(items, 'again', error.exchange)
    if (refusal === 'absent') return { ...again, chunkLimit: 1 }
    if (refusal === 'size') return { ...again, chunkLimit: Math.floor(items.length / 2) }
    if (refusal === 'rows') {
      part(items)
      return { ...again, pauseMs: 0 }
    }
    const passing = ['retried', 'clock'].includes(
      explainPolyvError(error.exchange.errcode, error.exchange.errmsg).class,
    )
    if (error.kind === 'refused' && passing) return { ...again, pauseMs: PAUSE_MS }
    throw error
  }
}

function part(items: readonly LedgerItem[]): void {
  const size = Math.max(1, Math.floor(items.length / SPLIT_INTO))
  for (const { id } of items) parted.set(id, size)
  for (const oldest of [...parted.keys()].slice(0, Math.max(0, parted.size - PARTED_KEPT))) parted.delete(oldest)
}

function toResult(items: readonly LedgerItem[], outcome: 'succeeded' | 'again', { ...exchange }: Exchange): SendResult {
  // A gateway that knows no such call says so by its status alone.
  exchange.errcode ??= exchange.httpStatus === null ? null : String(exchange.httpStatus)
  const { errcode: code, errmsg: message, rid } = exchange
  return {
    exchange,
    answers: items.map(({ id }): ItemAnswer => ({ itemId: id, outcome, code, message, rid })),
  }
}
