import 'server-only'
import { cellOf } from '@/lib/grants/intent'
import type { Alarm, ItemAnswer, LedgerItem, SendResult } from '@/lib/operations/driver'
import type { DramaWriteReply } from '@/lib/wechat/drama-results'
import { isSizeRefusal, isTokenRefusal, judgeWrite, type WriteOutcome } from '@/lib/wechat/errors'

/**
 * One answer per item. A call refused as a whole refuses each; with per-drama results each has its own, and whatever has
 * none is unknown.
 * @param isDone codes that count as success, e.g. "already revoked" for a revocation.
 */
export function toSendResult(
  items: LedgerItem[],
  reply: DramaWriteReply,
  isDone: (code: number) => boolean = () => false,
): SendResult {
  const results = new Map(reply.results.map((result) => [result.dramaId, result]))
  const [pauses, parks]: [number[], number[]] = [[], []]
  const isTooLong = !reply.itemised && isSizeRefusal(reply.code, reply.message, items.length)
  const judge = (code: number, attempts: number): WriteOutcome =>
    isDone(code) ? { outcome: 'succeeded' } : isTooLong ? { outcome: 'again' } : judgeWrite(code, attempts)
  const answer = (item: LedgerItem, code: number, message: string | null): ItemAnswer => {
    const judged = judge(code, item.attempts + 1)
    if (judged.pauseMs) pauses.push(judged.pauseMs)
    if (judged.parkMs) parks.push(judged.parkMs)
    return { itemId: item.id, outcome: judged.outcome, code: String(code), message, rid: reply.rid }
  }
  const answers = items.map((item): ItemAnswer => {
    const result = results.get(cellOf(item).dramaId)
    if (result) return answer(item, result.code, result.message)
    if (reply.code !== 0 && !reply.itemised) return answer(item, reply.code, reply.message)
    return { itemId: item.id, outcome: 'unknown', code: 'missing_in_answer', message: null, rid: reply.rid }
  })
  const alarms = alarmsOf(items, reply, parks.length > 0)
  return {
    answers,
    exchange: reply.exchange,
    ...(alarms.length > 0 ? { alarms } : {}),
    ...(pauses.length > 0 ? { pauseMs: Math.max(...pauses) } : {}),
    ...(parks.length > 0 ? { parkMs: Math.max(...parks) } : {}),
    ...(isTooLong ? { chunkLimit: Math.floor(items.length / 2) } : {}),
  }
}

function alarmsOf(items: LedgerItem[], reply: DramaWriteReply, isQuotaUsedUp: boolean): Alarm[] {
  const alarms: Alarm[] = []
  const [first] = items
  if (reply.foreign.length > 0 && first) {
    alarms.push({
      code: 'foreign_item',
      detail: { dramaIds: reply.foreign, appid: cellOf(first).appid, rid: reply.rid },
      closesConnection: false,
    })
  }
  // The client has renewed and tried again by then: every further write would meet the same.
  if (isTokenRefusal(reply.code))
    alarms.push({ code: 'token_refused', detail: { code: reply.code, rid: reply.rid }, closesConnection: true })
  if (isQuotaUsedUp) alarms.push({ code: 'quota_exhausted', detail: { rid: reply.rid }, closesConnection: false })
  return alarms
}
