import type { Call } from '../http.ts'
import { type WireId, wireId } from './reply.ts'

export type DramaResult = { drama_id: WireId; errcode: number; errmsg?: string }

/** What a fault makes of result[] on its way out; the state is not touched. */
export function misreport(call: Call, results: DramaResult[]): DramaResult[] {
  const { fault } = call
  if (fault?.kind === 'drop_items') {
    const ids = fault.ids?.map(String)
    return ids ? results.filter((row) => !ids.includes(row.drama_id.rawJSON)) : results.slice(0, -1)
  }
  if (fault?.kind === 'extra_item') {
    return [...results, { drama_id: wireId(String(fault.dramaId ?? '999999')), errcode: Number(fault.code ?? 0) }]
  }
  return results
}
