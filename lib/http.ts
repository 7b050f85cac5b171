import 'server-only'
import { Agent, request } from 'undici'
import type { z } from 'zod'
import { env } from '@/lib/env'
import type { Json } from '@/lib/secrets/redact'
import type { Secret } from '@/lib/secrets/secret'

/** One HTTP attempt as it may be kept: bodies are redacted and bounded, credentials never present. */
export type Exchange = {
  service: 'wechat' | 'polyv'
  /** Method and path, e.g. `POST /wxa/sec/vod/authorizedrama`. Never the query string. */
  endpoint: string
  httpStatus: number | null
  errcode: string | null
  errmsg: string | null
  rid: string | null
  latencyMs: number
  request: Json
  response: Json
  /** Upstream clock minus ours in milliseconds, from the `Date` header (one-second resolution); null when absent. */
  clockOffsetMs: number | null
}

/** An upstream account ready to be called. Made by `lib/connections`, consumed by `lib/wechat` and `lib/polyv`. */
export type UpstreamConnection = {
  id: string
  kind: 'wechat' | 'polyv'
  name: string
  baseUrl: string
  /** WeChat appid or Polyv appId. */
  accountId: string
  secret: Secret
  /** Most items one write may carry. */
  chunkSize: number
  /** Waits for a slot of the rate limit shared by all processes. Called once before every HTTP attempt, reads too. */
  pace: () => Promise<void>
  /** Last known upstream clock offset in milliseconds. */
  clockOffsetMs: () => number
  /** Tells connection health about an attempt; never throws, never waits. */
  observe: (exchange: Exchange) => void
}

/**
 * - `refused`: the upstream said no; nothing was executed.
 * - `unreachable`: failed before a request byte was sent; nothing was executed.
 * - `ambiguous`: sent, but no trustworthy answer (timeout, reset, 5xx): the effect may exist.
 * - `malformed`: answered, but not in a shape we can trust: the effect may exist.
 */
export type UpstreamErrorKind = 'refused' | 'unreachable' | 'ambiguous' | 'malformed'

export class UpstreamError extends Error {
  readonly kind: UpstreamErrorKind
  readonly exchange: Exchange

  constructor(kind: UpstreamErrorKind, exchange: Exchange, message: string) {
    super(message)
    this.name = 'UpstreamError'
    this.kind = kind
    this.exchange = exchange
  }
}

const CONNECT_TIMEOUT_MS = 5_000
const MAX_RESPONSE_BYTES = 8 * 1024 * 1024
const KEPT_RESPONSE_CHARS = 4_096

const agent = new Agent({
  connect: { timeout: CONNECT_TIMEOUT_MS },
  keepAliveTimeout: 1_000,
  keepAliveMaxTimeout: 2_000,
  maxResponseSize: MAX_RESPONSE_BYTES,
})

const BEFORE_SEND = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
])

export type RequestSpec<T> = {
  connection: UpstreamConnection
  /** Method and path for the record, without the query string. */
  endpoint: string
  method: 'GET' | 'POST'
  /** Full address, credentials included; it is sent and never kept. */
  url: URL
  contentType?: string
  body?: string
  /** What to keep of the request. */
  keptRequest: Json
  /** Reads the body. Throws when it is not in the wire format. */
  parse: (body: string) => unknown
  schema: z.ZodType<T>
  /** What to keep of a body that is not in the wire format. */
  keepText?: (body: string) => string
  /** What to keep of a parsed response. */
  keepResponse: (parsed: unknown) => Json
  totalTimeoutMs?: number
}

/**
 * The one way out to an upstream: one attempt, no redirects, no retries.
 * @throws UpstreamError of kind `unreachable`, `ambiguous` or `malformed`. Business refusals are the caller's to recognise.
 */
export async function sendRequest<T>(spec: RequestSpec<T>): Promise<{ data: T; exchange: Exchange }> {
  await spec.connection.pace()
  const startedAt = performance.now()
  const exchange: Exchange = {
    service: spec.connection.kind,
    endpoint: spec.endpoint,
    httpStatus: null,
    errcode: null,
    errmsg: null,
    rid: null,
    latencyMs: 0,
    request: spec.keptRequest,
    response: null,
    clockOffsetMs: null,
  }
  const fail = (kind: UpstreamErrorKind, message: string): UpstreamError => {
    exchange.latencyMs = Math.round(performance.now() - startedAt)
    exchange.errmsg ??= message
    spec.connection.observe(exchange)
    return new UpstreamError(kind, exchange, message)
  }

  let text: string
  try {
    const response = await request(spec.url, {
      method: spec.method,
      dispatcher: agent,
      headers: spec.body === undefined ? {} : { 'content-type': spec.contentType ?? 'application/json' },
      body: spec.body ?? null,
      signal: AbortSignal.timeout(spec.totalTimeoutMs ?? env.UPSTREAM_TIMEOUT_MS),
    })
    exchange.httpStatus = response.statusCode
    const date = Date.parse(String(response.headers.date ?? ''))
    if (Number.isFinite(date)) exchange.clockOffsetMs = date + 500 - Date.now()
    text = await response.body.text()
  } catch (error) {
    const code = errorCode(error)
    throw fail(BEFORE_SEND.has(code) ? 'unreachable' : 'ambiguous', code)
  }

  let parsed: unknown
  try {
    parsed = spec.parse(text)
  } catch {
    exchange.response = (spec.keepText?.(text) ?? text).slice(0, KEPT_RESPONSE_CHARS)
    throw fail(exchange.httpStatus >= 500 ? 'ambiguous' : 'malformed', `HTTP ${exchange.httpStatus}, unreadable body`)
  }
  exchange.response = boundKept(spec.keepResponse(parsed))
  if (exchange.httpStatus >= 500) throw fail('ambiguous', `HTTP ${exchange.httpStatus}`)
  const checked = spec.schema.safeParse(parsed)
  if (!checked.success) throw fail('malformed', `unexpected shape at ${checked.error.issues[0]?.path.join('.') ?? '?'}`)
  exchange.latencyMs = Math.round(performance.now() - startedAt)
  return { data: checked.data, exchange }
}

function boundKept(kept: Json): Json {
  const text = JSON.stringify(kept)
  return text.length <= KEPT_RESPONSE_CHARS ? kept : { truncated: text.slice(0, KEPT_RESPONSE_CHARS) }
}

function errorCode(error: unknown): string {
  for (let current = error, depth = 0; current instanceof Error && depth < 4; current = current.cause, depth += 1) {
    if ('code' in current && typeof current.code === 'string') return current.code
    if (current.name === 'TimeoutError') return 'TIMEOUT'
  }
  return error instanceof Error ? error.name : 'UNKNOWN'
}
