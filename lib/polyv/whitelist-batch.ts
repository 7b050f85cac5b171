import 'server-only'
import type { UpstreamError } from '@/lib/http'
import { explainPolyvError } from '@/lib/polyv/errors'

/**
 * What a refused batch says about batches: the account does not offer them (`absent`), it takes fewer at once (`size`), or
 * something among these rows is refused (`rows`). Null: the refusal is about the account, the channel or the moment.
 * In all three cases nothing was executed.
 */
type BatchRefusal = 'absent' | 'size' | 'rows' | null

const NO_SUCH_CALL = new Set([404, 405, 501])
const TOO_LARGE = 413
const ABOUT_SIZE = /exceed|too (many|large|long|big)|at most|maximum|超过|过多|最多/i
const ABOUT_CALL =
  /not (supported|exist|found|allowed|open)|unsupported|no such|deprecated|offline|不支持|不存在|下线|未开通/i
const ofRows = new Set(['whitelistInvalid', 'invalid', 'outOfRange', 'empty'])
const ofTheCall = new Set(['malformed', 'forbidden', 'illegalOperation', 'newSceneForbidden'])

export function explainBatchRefusal({ kind, exchange }: Pick<UpstreamError, 'kind' | 'exchange'>): BatchRefusal {
  const { httpStatus, errcode, errmsg } = exchange
  if (httpStatus === TOO_LARGE) return 'size'
  // Without an envelope it came from a gateway that knows no such call.
  if (kind !== 'refused')
    return httpStatus !== null && NO_SUCH_CALL.has(httpStatus) && errcode === null ? 'absent' : null
  const { key, field } = explainPolyvError(errcode, errmsg)
  if (key === 'tooLarge' || (key === 'length' && /whitelists?$/i.test(field ?? ''))) return 'size'
  if (ofTheCall.has(key)) return 'absent'
  if (ofRows.has(key) || key === 'length') return 'rows'
  if (key !== 'refused') return null
  if (ABOUT_SIZE.test(errmsg ?? '')) return 'size'
  return ABOUT_CALL.test(errmsg ?? '') ? 'absent' : 'rows'
}
