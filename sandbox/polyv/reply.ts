import { randomBytes } from 'node:crypto'
import type { Reply } from '../http.ts'

export type Envelope = 'v3' | 'v4'

/** A refusal; in v4 the code is the error number and the status its HTTP status. */
export class PolyvError extends Error {
  readonly code: number
  readonly status: number

  constructor(code: number, message: string, status = code) {
    super(message)
    this.code = code
    this.status = status
  }
}

export function envelopeOf(path: string): Envelope {
  return path.startsWith('/live/v4/') ? 'v4' : 'v3'
}

export function ok(envelope: Envelope, data: unknown): Reply {
  const body =
    envelope === 'v3'
      ? { code: 200, status: 'success', message: '', data }
      : { code: 200, status: 'success', success: true, requestId: requestId(), data, error: null }
  return { status: 200, body: JSON.stringify(body), contentType: 'application/json;charset=UTF-8' }
}

export function refuse(envelope: Envelope, error: PolyvError, statusFollowsCode: boolean): Reply {
  const contentType = 'application/json;charset=UTF-8'
  if (envelope === 'v4') {
    const body = {
      code: error.status,
      status: 'error',
      success: false,
      requestId: requestId(),
      error: { code: error.code, desc: error.message },
    }
    return { status: error.status, body: JSON.stringify(body), contentType }
  }
  const kind = error.code === 500 ? 'fail' : 'error'
  const body = { code: error.code, status: kind, message: error.message, data: '' }
  return { status: statusFollowsCode ? error.code : 200, body: JSON.stringify(body), contentType }
}

function requestId(): string {
  return randomBytes(16).toString('hex')
}
