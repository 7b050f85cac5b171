import type { Call } from '../http.ts'
import { type WireId, wireId } from './reply.ts'

export type DramaResult = { drama_id: WireId; errcode: number; errmsg?: string }

/** What a fault makes of result[] on its way out; the state is not touched. */
export function misreport(call: Call, results: DramaResult[]): DramaResult[] {
  const { fault } = call
  if (fault?.kind !== 'drop_items' && fault?.kind !== 'extra_item' && fault?.kind !== 'fail_items') return results
  const dropped = fault.ids?.map(String) ?? (fault.kind === 'drop_items' ? [results.at(-1)?.drama_id.rawJSON] : [])
  const shown = results.filter((row) => !dropped.includes(row.drama_id.rawJSON))
  const isExtra = fault.kind === 'extra_item' || fault.dramaId !== undefined
  if (!isExtra) return shown
  return [...shown, { drama_id: wireId(String(fault.dramaId ?? '999999')), errcode: Number(fault.code ?? 0) }]
}
