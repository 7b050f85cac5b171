import 'server-only'
import { type Exchange, UpstreamError } from '@/lib/http'
import type { LedgerItem, SendResult } from '@/lib/operations/driver'
import { explainPolyvError } from '@/lib/polyv/errors'

const PAUSE_MS = 1_000

/**
 * The answer to a write of one item. A refusal for speed or clock executed nothing and may be tried again; every other
 * failure is the runner's to record.
 */
export async function answerOne(item: LedgerItem, send: () => Promise<Exchange>): Promise<SendResult> {
  try {
    return toResult(item, 'succeeded', await send())
  } catch (error) {
    if (!(error instanceof UpstreamError) || error.kind !== 'refused') throw error
    const meaning = explainPolyvError(error.exchange.errcode, error.exchange.errmsg)
    if (meaning.class !== 'retried' && meaning.class !== 'clock') throw error
    return { ...toResult(item, 'again', error.exchange), pauseMs: PAUSE_MS }
  }
}

function toResult(item: LedgerItem, outcome: 'succeeded' | 'again', exchange: Exchange): SendResult {
  const { errcode: code, errmsg: message, rid } = exchange
  return { exchange, answers: [{ itemId: item.id, outcome, code, message, rid }] }
}
