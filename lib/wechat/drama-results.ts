import 'server-only'
import type { z } from 'zod'
import type { UpstreamConnection } from '@/lib/http'
import type { OpenCall } from '@/lib/operations/open-call'
import type { WechatReply } from '@/lib/wechat/attempt'
import type { dramaResults } from '@/lib/wechat/schema'

export type DramaResult = { dramaId: string; code: number; message: string | null }

/** A definite or partial answer to one write. Whatever is neither in `results` nor refused as a whole is unknown. */
export type DramaWriteReply = {
  /** Call-level code; 0 means: look at each result. */
  code: number
  message: string
  rid: string | null
  results: DramaResult[]
  /** Asked for and not answered, or answered twice with different codes. */
  missing: string[]
  /** Answered and never asked for. */
  foreign: string[]
  /** True when the reply carried per-drama results at all. */
  itemised: boolean
  exchange: WechatReply<unknown>['exchange']
}

export type DramaWrite = { call: OpenCall; connection: UpstreamConnection; dramaIds: string[]; appid: string }

/** Matches answers to what was asked by id; order proves nothing. */
export function toWriteReply(
  dramaIds: readonly string[],
  reply: WechatReply<z.infer<typeof dramaResults>>,
): DramaWriteReply {
  const rows = reply.data?.result ?? null
  const asked = new Set(dramaIds)
  const answered = new Map<string, DramaResult | null>()
  const foreign = new Set<string>()
  for (const row of rows ?? []) {
    if (!asked.has(row.drama_id)) foreign.add(row.drama_id)
    else if (row.errcode === undefined) answered.set(row.drama_id, null)
    else {
      const earlier = answered.get(row.drama_id)
      const agrees = earlier === undefined || earlier?.code === row.errcode
      answered.set(
        row.drama_id,
        agrees ? { dramaId: row.drama_id, code: row.errcode, message: row.errmsg ?? null } : null,
      )
    }
  }
  const results = [...answered.values()].filter((result) => result !== null)
  const known = new Set(results.map((result) => result.dramaId))
  return {
    code: reply.errcode,
    message: reply.errmsg,
    rid: reply.rid,
    results,
    missing: [...asked].filter((dramaId) => !known.has(dramaId)),
    foreign: [...foreign],
    itemised: rows !== null,
    exchange: reply.exchange,
  }
}
