/** The closed list of codes that cross the wire. Copy for each is in the `errors` messages, in both languages. */
const errorCodes = [
  'invalid_input',
  'signed_out',
  'forbidden',
  'foreign_origin',
  'not_found',
  'conflict',
  'stale_base',
  'request_key_reused',
  'too_many',
  'connection_missing',
  'connection_closed',
  'upstream_refused',
  'upstream_unreachable',
  'upstream_unknown',
  'not_recorded',
  'offline',
  'not_reached',
  'outdated',
  'unexpected',
] as const

export type ErrorCode = (typeof errorCodes)[number]

/** Field path → message key in the form's own namespace. */
export type FieldErrors = Record<string, string>

export type ActionFailure = {
  ok: false
  code: ErrorCode
  fieldErrors?: FieldErrors
  /** Finds the event of an unexpected failure. */
  referenceId?: string
  /** Facts the screen needs to explain the failure (never secrets). */
  detail?: Record<string, unknown>
}

export type ActionResult<T> = { ok: true; data: T } | ActionFailure

export const failure = (code: ErrorCode, more: Omit<ActionFailure, 'ok' | 'code'> = {}): ActionFailure => ({
  ok: false,
  code,
  ...more,
})
export const success = <T>(data: T): { ok: true; data: T } => ({ ok: true, data })
