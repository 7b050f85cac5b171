import 'server-only'
import { setTimeout as wait } from 'node:timers/promises'
import type { z } from 'zod'
import { type Exchange, sendRequest, type UpstreamConnection, UpstreamError } from '@/lib/http'
import { type Envelope, envelopeSchema } from '@/lib/polyv/envelope'
import { explainPolyvError } from '@/lib/polyv/errors'
import { hideInText, hidePersonal } from '@/lib/polyv/personal'
import { orderValues, type SignedValues, sign } from '@/lib/polyv/sign'
import { type Json, redact } from '@/lib/secrets/redact'

/** Values that never reach a record, whichever way they travel. */
export const secretKeys: ReadonlySet<string> = new Set([
  'authCode',
  'customKey',
  'externalKey',
  'directKey',
  'channelPasswd',
  'secretKey',
  'appSecret',
  'sign',
  'viewerPasswd',
])

type PolyvRequest<T> = {
  connection: UpstreamConnection
  path: string
  /** Signed, in the address. Empty values are dropped. */
  query: SignedValues
  data: z.ZodType<T>
  /** What to keep of a successful answer's data, when the redacted whole is too much or too personal. */
  keepData?: (data: unknown) => Json
  /** What to keep of the query, when it carries something personal. */
  keepQuery?: Json
  /** Values of a person that a refusal might repeat; nothing kept of the answer shows them. */
  personal?: readonly string[]
}

type PolyvAnswer<T> = { data: T; exchange: Exchange }

const READ_TRIES = 3
const BACK_OFF_MS = 250

/**
 * Reads; a network failure, 5xx, 429 or rate refusal is tried again (3 tries), a clock refusal once.
 * @throws UpstreamError
 */
export async function readPolyv<T>(request: PolyvRequest<T>): Promise<PolyvAnswer<T>> {
  let learnedOffsetMs: number | null = null
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await attemptOnce(request, 'GET', undefined, learnedOffsetMs)
    } catch (error) {
      if (!(error instanceof UpstreamError)) throw error
      const meaning = explainPolyvError(error.exchange.errcode, error.exchange.errmsg)
      if (error.kind === 'refused' && meaning.class === 'clock' && learnedOffsetMs === null) {
        learnedOffsetMs = error.exchange.clockOffsetMs ?? 0
        continue
      }
      const passing = error.kind !== 'refused' || meaning.class === 'retried' || error.exchange.httpStatus === 429
      if (!passing || attempt >= READ_TRIES) throw error
      await wait(BACK_OFF_MS * 2 ** (attempt - 1) * (0.5 + Math.random()))
    }
  }
}

/**
 * Writes, exactly once: no attempt is ever repeated here.
 * @throws UpstreamError `refused` only when nothing was executed.
 */
export async function writePolyv<T>(request: PolyvRequest<T>, body: unknown, keepBody?: Json): Promise<PolyvAnswer<T>> {
  return attemptOnce(request, 'POST', { text: JSON.stringify(body), kept: keepBody ?? redact(body, secretKeys) })
}

async function attemptOnce<T>(
  request: PolyvRequest<T>,
  method: 'GET' | 'POST',
  body: { text: string; kept: Json } | undefined,
  learnedOffsetMs: number | null = null,
): Promise<PolyvAnswer<T>> {
  const { connection, personal = [] } = request
  const url = new URL(request.path, connection.baseUrl)
  const pace = async () => {
    await connection.pace()
    const timestamp = String(Date.now() + (learnedOffsetMs ?? connection.clockOffsetMs()))
    const values = { ...request.query, appId: connection.accountId, timestamp }
    url.search = new URLSearchParams([...orderValues(values), ['sign', sign(values, connection.secret)]]).toString()
  }
  const keptQuery = request.keepQuery ?? redact(Object.fromEntries(orderValues(request.query)), secretKeys)
  let sent: { data: Envelope; exchange: Exchange }
  try {
    sent = await sendRequest<Envelope>({
      connection: { ...connection, pace },
      endpoint: `${method} ${request.path}`,
      method,
      url,
      ...(body === undefined ? {} : { body: body.text }),
      keptRequest: body === undefined ? { query: keptQuery } : { query: keptQuery, body: body.kept },
      parse: (text) => hidePersonal(JSON.parse(text) as unknown, personal),
      keepText: (text) => hideInText(text, personal),
      schema: envelopeSchema,
      keepResponse: (parsed) => keepEnvelope(parsed, request.keepData),
    })
  } catch (error) {
    if (error instanceof UpstreamError) throw refusalBehindStatus(error)
    throw error
  }
  return readEnvelope(request, sent.data, sent.exchange)
}

function readEnvelope<T>(request: PolyvRequest<T>, envelope: Envelope, exchange: Exchange): PolyvAnswer<T> {
  exchange.errcode = envelope.code
  exchange.rid = envelope.requestId
  if (!envelope.ok) {
    exchange.errmsg = envelope.message
    request.connection.observe(exchange)
    const unknown = explainPolyvError(envelope.code, envelope.message).class === 'unknown'
    throw new UpstreamError(unknown ? 'ambiguous' : 'refused', exchange, envelope.message || `code ${envelope.code}`)
  }
  const data = request.data.safeParse(envelope.data)
  if (!data.success) {
    exchange.errmsg = `unexpected data at ${data.error.issues[0]?.path.join('.') ?? '?'}`
    request.connection.observe(exchange)
    throw new UpstreamError('malformed', exchange, exchange.errmsg)
  }
  request.connection.observe(exchange)
  return { data: data.data, exchange }
}

/** The upstream may use its business code as HTTP status: a 5xx with a known refusal in it was not executed. */
function refusalBehindStatus(error: UpstreamError): UpstreamError {
  const { exchange } = error
  if (error.kind !== 'ambiguous' || exchange.httpStatus === null) return error
  const envelope = envelopeSchema.safeParse(exchange.response)
  if (!envelope.success || envelope.data.ok) return error
  exchange.errcode = envelope.data.code
  exchange.errmsg = envelope.data.message
  exchange.rid = envelope.data.requestId
  const unknown = explainPolyvError(envelope.data.code, envelope.data.message).class === 'unknown'
  return unknown ? error : new UpstreamError('refused', exchange, envelope.data.message)
}

function keepEnvelope(parsed: unknown, keepData: ((data: unknown) => Json) | undefined): Json {
  const kept = redact(parsed, secretKeys)
  if (keepData === undefined || kept === null || typeof kept !== 'object' || Array.isArray(kept)) return kept
  const data = parsed !== null && typeof parsed === 'object' && 'data' in parsed ? parsed.data : null
  return data === null || typeof data !== 'object' ? kept : { ...kept, data: keepData(data) }
}
