import 'server-only'
import type { z } from 'zod'
import { type Exchange, sendRequest, type UpstreamConnection, UpstreamError } from '@/lib/http'
import { type Json, redact } from '@/lib/secrets/redact'
import type { Secret } from '@/lib/secrets/secret'
import { isWorthReadingAgain } from '@/lib/wechat/errors'
import { parseLossless } from '@/lib/wechat/lossless'
import { envelope } from '@/lib/wechat/schema'

export type WechatRequest<T> = {
  /** e.g. `/wxa/sec/vod/listdramas` */
  path: string
  method?: 'GET' | 'POST'
  body?: string
  /** Shape of a successful reply; a refusal is recognised before it is applied. */
  schema: z.ZodType<T>
}

/** `data` is null when the call was refused and its body has not even the successful shape. */
export type WechatReply<T> = { errcode: number; errmsg: string; rid: string | null; data: T | null; exchange: Exchange }

const secretKeys: ReadonlySet<string> = new Set(['access_token', 'secret'])

/** One HTTP attempt. The token goes into the address and nowhere else. @throws UpstreamError, never of kind `refused`. */
export async function attempt<T>(
  connection: UpstreamConnection,
  token: Secret | null,
  request: WechatRequest<T>,
): Promise<WechatReply<T>> {
  const url = new URL(request.path, connection.baseUrl)
  if (token) url.searchParams.set('access_token', token.reveal())
  const method = request.method ?? 'POST'
  const { data: raw, exchange } = await sendRequest({
    connection,
    endpoint: `${method} ${request.path}`,
    method,
    url,
    body: method === 'POST' ? (request.body ?? '{}') : undefined,
    keptRequest: request.body === undefined ? null : kept(parseLossless(request.body)),
    parse: parseLossless,
    schema: envelope,
    keepResponse: kept,
  })
  const distrust = (message: string) => {
    exchange.errmsg = message
    connection.observe(exchange)
    return new UpstreamError('malformed', exchange, message)
  }
  if (exchange.httpStatus !== 200 && raw.errcode === undefined) throw distrust(`HTTP ${exchange.httpStatus}`)
  const errcode = raw.errcode ?? 0
  const errmsg = raw.errmsg ?? ''
  const rid = ridOf(errmsg)
  const shaped = request.schema.safeParse(raw)
  if (errcode === 0 && !shaped.success)
    throw distrust(`unexpected shape at ${shaped.error.issues[0]?.path.join('.') ?? '?'}`)
  Object.assign(exchange, { errcode: String(errcode), errmsg: errmsg || null, rid })
  connection.observe(exchange)
  return { errcode, errmsg, rid, data: shaped.success ? shaped.data : null, exchange }
}

/** @throws UpstreamError of kind `refused` for a non-zero code. */
export function accepted<T>(reply: WechatReply<T>): T {
  if (reply.errcode === 0 && reply.data !== null) return reply.data
  throw new UpstreamError('refused', reply.exchange, `${reply.errcode} ${reply.errmsg}`)
}

export async function tryTwice<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error
    const again = error.kind === 'refused' ? isWorthReadingAgain(Number(error.exchange.errcode)) : true
    if (!again) throw error
    return work()
  }
}

const kept = (value: unknown): Json => redact(value, secretKeys)

function ridOf(errmsg: string): string | null {
  return /rid:\s*([0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8})/i.exec(errmsg)?.[1] ?? null
}
