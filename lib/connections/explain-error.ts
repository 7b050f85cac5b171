import 'server-only'
import type { ConnectionKind } from '@/lib/connections/queries'
import { explainPolyvError, type PolyvErrorClass } from '@/lib/polyv/errors'
import type { ErrorClass } from '@/lib/wechat/error-table'
import { adviceFor, rowOf } from '@/lib/wechat/errors'

/** Where a screen finds the copy for what an upstream said, under the messages of that upstream. */
export type Advice = { key: string; values: { code: string; message: string; rid: string; field: string } }

export type Said = { code: string | null; message: string | null; rid?: string | null }

/**
 * What an error says about the account itself.
 * - `request`: it answered, and refused what was asked; the account is well. - `account`: credentials, rights or clock.
 * - `passing`: no answer, a broken one, or busy: nothing is known of the account.
 */
export type Concern = 'request' | 'account' | 'passing'

const wechatConcerns: Record<ErrorClass, Concern> = {
  user: 'request',
  shape: 'request',
  token: 'account',
  config: 'account',
  again: 'passing',
  unknown: 'passing',
}
const polyvConcerns: Record<PolyvErrorClass, Concern> = {
  fixable: 'request',
  bug: 'request',
  administrator: 'account',
  clock: 'account',
  retried: 'passing',
  unknown: 'passing',
}

export function concernOf(kind: ConnectionKind, { code, message }: Said): Concern {
  if (!isFromUpstream(code)) return 'passing'
  return kind === 'wechat'
    ? wechatConcerns[rowOf(Number(code)).class]
    : polyvConcerns[explainPolyvError(code, message).class]
}

/** Null when there is nothing to advise but to try again. */
export function explainUpstream(kind: ConnectionKind, said: Said): Advice | null {
  const { code } = said
  if (!isFromUpstream(code) || concernOf(kind, said) === 'passing') return null
  const values = { code, message: said.message ?? '', rid: said.rid ?? '', field: '' }
  if (kind === 'wechat') return { key: adviceFor(code).messageKey, values }
  const meaning = explainPolyvError(code, said.message)
  return { key: `errors.${meaning.key}`, values: { ...values, field: meaning.field ?? '' } }
}

/** A failed connection has no code, and a bare HTTP status may come from anything in between. */
const isFromUpstream = (code: string | null): code is string => code !== null && !code.startsWith('HTTP ')
