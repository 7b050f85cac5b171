import 'server-only'

/**
 * What a refusal means for us.
 * - `retried`: not executed; later is fine. - `clock`: not executed; our clock differs from theirs.
 * - `fixable`: not executed; a value or target must change. - `administrator`: not executed; credentials or rights.
 * - `bug`: not executed; we sent something malformed. - `unknown`: may have been executed, read back first.
 */
export type PolyvErrorClass = 'retried' | 'clock' | 'fixable' | 'administrator' | 'bug' | 'unknown'

/** `key` names the copy under `polyv.errors`; `field` is the upstream's name of the value it complained about. */
type PolyvErrorMeaning = { key: string; class: PolyvErrorClass; field: string | null }

type Rule = { match: RegExp; key: string; class: PolyvErrorClass }

const rules: Rule[] = [
  { match: /^appId is required\.?$/i, key: 'appIdRequired', class: 'administrator' },
  { match: /^appId not found\.?$/i, key: 'applicationNotFound', class: 'administrator' },
  { match: /^application not found\.?$/i, key: 'applicationNotFound', class: 'administrator' },
  { match: /^invalid timestamp\.?$/i, key: 'clockOff', class: 'clock' },
  { match: /^时间戳过期/, key: 'clockOff', class: 'clock' },
  { match: /^invalid signature\.?$/i, key: 'badSignature', class: 'administrator' },
  { match: /^签名错误/, key: 'badSignature', class: 'administrator' },
  { match: /^channel not found\.?$/i, key: 'channelMissing', class: 'fixable' },
  { match: /^illegal channel id: ?(.*)$/i, key: 'channelMissing', class: 'fixable' },
  { match: /^param is not digit: ?(.*)$/i, key: 'notDigits', class: 'fixable' },
  { match: /^param is not number: ?(.*)$/i, key: 'notNumber', class: 'fixable' },
  { match: /^param should not be empty: ?(.*)$/i, key: 'empty', class: 'fixable' },
  { match: /^param length is incorrect: ?(.*)$/i, key: 'length', class: 'fixable' },
  { match: /^param exceeds maximum value of integer: ?(.*)$/i, key: 'tooLarge', class: 'fixable' },
  { match: /^param validate error$/i, key: 'invalid', class: 'fixable' },
  { match: /^number range error$/i, key: 'outOfRange', class: 'fixable' },
  { match: /^json format error$/i, key: 'malformed', class: 'bug' },
  { match: /^param is not boolean ?\(Y ?\/ ?N\)$/i, key: 'malformed', class: 'bug' },
  { match: /^invalid date time format$/i, key: 'badDate', class: 'fixable' },
  { match: /^authType is error$/i, key: 'malformed', class: 'bug' },
  { match: /^whitelist excel parse error\.?$/i, key: 'sheetUnreadable', class: 'fixable' },
  { match: /^whitelist excel no data\.?$/i, key: 'sheetEmpty', class: 'fixable' },
  { match: /^whitelist validate error$/i, key: 'whitelistInvalid', class: 'fixable' },
  { match: /^new scene forbidden setting$/i, key: 'newSceneForbidden', class: 'fixable' },
  { match: /^trial user pay price over limit$/i, key: 'trialPrice', class: 'fixable' },
  { match: /^access forbidden$/i, key: 'forbidden', class: 'administrator' },
  { match: /^illegal operation$/i, key: 'illegalOperation', class: 'fixable' },
  { match: /^undefined error$/i, key: 'undefinedError', class: 'unknown' },
  { match: /qps exceeds/i, key: 'tooFast', class: 'retried' },
]

const v4Codes: Record<string, { key: string; class: PolyvErrorClass }> = {
  '10002': { key: 'badSignature', class: 'administrator' },
  '10003': { key: 'clockOff', class: 'clock' },
  '20001': { key: 'applicationNotFound', class: 'administrator' },
}

/** The upstream is told apart by its words first: its codes differ between generations of its pages. */
export function explainPolyvError(code: string | null, message: string | null): PolyvErrorMeaning {
  const text = (message ?? '').trim()
  for (const rule of rules) {
    const found = rule.match.exec(text)
    if (found) return { key: rule.key, class: rule.class, field: found[1]?.trim() || null }
  }
  const known = code === null ? undefined : v4Codes[code]
  if (known) return { ...known, field: null }
  if (code === '429') return { key: 'tooFast', class: 'retried', field: null }
  if (code !== null && /^4\d\d$/.test(code)) return { key: 'refused', class: 'fixable', field: null }
  return { key: 'outcomeUnknown', class: 'unknown', field: null }
}
