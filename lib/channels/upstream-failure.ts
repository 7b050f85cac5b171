import 'server-only'
import { type ActionFailure, failure } from '@/lib/errors'
import type { UpstreamError } from '@/lib/http'
import { explainPolyvError } from '@/lib/polyv/errors'

export type UpstreamTrouble = {
  code: string
  message: string | null
  rid: string | null
  key: string
  field: string | null
}

/** What a screen needs to explain a failed read: the upstream's own words, and which copy tells them. */
export function toTrouble(error: UpstreamError): UpstreamTrouble {
  const { errcode, errmsg, rid } = error.exchange
  const meaning = error.kind === 'refused' ? explainPolyvError(errcode, errmsg) : { key: 'unreachable', field: null }
  return { code: errcode ?? error.kind, message: errmsg, rid, key: meaning.key, field: meaning.field }
}

/** A read that failed while planning: nothing was written, so it is never more than that. */
export const toFailure = (error: UpstreamError): ActionFailure =>
  failure(error.kind === 'refused' ? 'upstream_refused' : 'upstream_unreachable', { detail: toTrouble(error) })
