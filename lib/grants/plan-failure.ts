import 'server-only'
import { type ActionFailure, failure } from '@/lib/errors'
import type { UpstreamError } from '@/lib/http'
import { adviceFor } from '@/lib/wechat/errors'

/** A read that failed while planning: nothing was written, so it is never more than that. */
export function toFailure(error: UpstreamError): ActionFailure {
  const { errcode, errmsg, rid } = error.exchange
  const detail = { code: errcode ?? error.kind, message: errmsg, rid, ...(errcode ? adviceFor(errcode) : {}) }
  return failure(error.kind === 'refused' ? 'upstream_refused' : 'upstream_unreachable', { detail })
}
