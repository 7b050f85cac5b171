import { randomBytes } from 'node:crypto'
import { LosslessNumber, stringify } from 'lossless-json'
import type { Reply } from '../http.ts'

/** A refusal of the whole call. */
export class WechatError extends Error {
  readonly errcode: number

  constructor(errcode: number, message: string) {
    super(message)
    this.errcode = errcode
  }
}

export function ok(fields: Record<string, unknown>): Reply {
  return json({ errcode: 0, errmsg: 'ok', ...fields })
}

export function json(fields: Record<string, unknown>): Reply {
  return { status: 200, body: stringify(fields) ?? '{}' }
}

export function refuse(errcode: number, message: string): Reply {
  return json({ errcode, errmsg: `${message} rid: ${traceId()}` })
}

/** Three groups of eight hex digits, as WeChat ends every refusal. */
export function traceId(): string {
  const hex = randomBytes(12).toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 16)}-${hex.slice(16)}`
}

/** A bare integer token on the wire, however large. */
export function wireId(id: string): unknown {
  return new LosslessNumber(id)
}
