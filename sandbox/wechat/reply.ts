import { randomBytes } from 'node:crypto'
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
  return { status: 200, body: JSON.stringify(fields) }
}

export function refuse(errcode: number, message: string): Reply {
  return json({ errcode, errmsg: `${message} rid: ${traceId()}` })
}

/** Three groups of eight hex digits, as WeChat ends every refusal. */
function traceId(): string {
  const hex = randomBytes(12).toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 16)}-${hex.slice(16)}`
}

// Standard since ES2025 and in this runtime; the compiler's library is older.
const { rawJSON } = JSON as unknown as { rawJSON(text: string): { rawJSON: string } }

export type WireId = { rawJSON: string }

/** A bare integer token on the wire, however large. */
export function wireId(id: string): WireId {
  return rawJSON(id)
}
