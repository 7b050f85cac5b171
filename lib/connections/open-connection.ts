import 'server-only'
import { chunkSizeOf } from '@/lib/connections/chunk-size'
import { concernOf } from '@/lib/connections/explain-error'
import { preparedSql as sql } from '@/lib/db'
import { type Exchange, type UpstreamConnection, UpstreamError } from '@/lib/http'
import { paceCall, RestingError } from '@/lib/operations/rate-limiter'
import { decryptSecret } from '@/lib/secrets/key-ring'
import { Secret } from '@/lib/secrets/secret'

export type OpenedConnection = { connection: UpstreamConnection; closedReason: string | null }

/** Where a connection's secret lives; the ciphertext opens for this row only. */
export const secretContext = (connectionId: string): string => `connection:secret_ciphertext:${connectionId}`

const clockOffsets = new Map<string, number>()
const HEALTH_WRITE_EVERY_MS = 5_000
const lastHealthWrite = new Map<string, { at: number; isWell: boolean }>()

/**
 * Makes an account callable: secret decrypted, rate limit and health attached.
 * While the account rests, calls wait; those of a caller that is not patient are `unreachable` at once.
 * @throws Error when it does not exist, is disabled (unless `evenDisabled`), or its secret cannot be opened.
 */
export async function openConnection(
  connectionId: string,
  { evenDisabled = false, isPatient = true }: { evenDisabled?: boolean; isPatient?: boolean } = {},
): Promise<OpenedConnection> {
  const row = await readRow(connectionId)
  if (!row || (!row.isEnabled && !evenDisabled)) throw new Error(`connection ${connectionId} is not available`)
  if (row.clockOffsetMs !== null && !clockOffsets.has(row.id)) clockOffsets.set(row.id, row.clockOffsetMs)
  const connection: UpstreamConnection = {
    id: row.id,
    kind: row.kind === 'wechat' ? 'wechat' : 'polyv',
    name: row.name,
    baseUrl: row.baseUrl,
    accountId: row.accountId,
    secret: new Secret(decryptSecret(row.secretCiphertext, secretContext(row.id))),
    chunkSize: chunkSizeOf(row),
    pace: () => pace(row, isPatient),
    clockOffsetMs: () => clockOffsets.get(row.id) ?? 0,
    observe: (exchange) => observe(row.id, row.kind === 'wechat' ? 'wechat' : 'polyv', exchange),
  }
  return { connection, closedReason: row.closedReason }
}

type Row = {
  id: string
  kind: string
  name: string
  baseUrl: string
  accountId: string
  secretCiphertext: string
  isEnabled: boolean
  closedReason: string | null
  callsPerSecond: number
  chunkSize: number | null
  chunkLimit: number | null
  clockOffsetMs: number | null
}

async function pace(row: Row, isPatient: boolean): Promise<void> {
  try {
    await paceCall(row.id, row.callsPerSecond, { isPatient })
  } catch (error) {
    if (!(error instanceof RestingError)) throw error
    throw new UpstreamError('unreachable', neverSent(row.kind, error.message), error.message)
  }
}

const neverSent = (kind: string, errmsg: string): Exchange => ({
  service: kind === 'wechat' ? 'wechat' : 'polyv',
  endpoint: '',
  httpStatus: null,
  errcode: null,
  errmsg,
  rid: null,
  latencyMs: 0,
  request: null,
  response: null,
  clockOffsetMs: null,
})

async function readRow(connectionId: string): Promise<Row | undefined> {
  const [row] = await sql<Row>(
    `select id, kind, name, base_url as "baseUrl", account_id as "accountId", secret_ciphertext as "secretCiphertext",
            chunk_size as "chunkSize", chunk_limit as "chunkLimit",
            is_enabled as "isEnabled", closed_reason as "closedReason", calls_per_second as "callsPerSecond",
            clock_offset_ms as "clockOffsetMs"
       from connection where id = $1`,
    [connectionId],
  )
  return row
}

/** Health is a hint for people: written at most every few seconds, at once when something fails or works again. */
function observe(connectionId: string, kind: UpstreamConnection['kind'], exchange: Exchange): void {
  const { clockOffsetMs, httpStatus, errcode, errmsg } = exchange
  if (clockOffsetMs !== null) clockOffsets.set(connectionId, clockOffsetMs)
  const isWell = httpStatus !== null && httpStatus < 400 && (errcode === null || ['0', '200'].includes(errcode))
  const now = Date.now()
  const last = lastHealthWrite.get(connectionId)
  if (isWell && last?.isWell && now - last.at < HEALTH_WRITE_EVERY_MS) return
  lastHealthWrite.set(connectionId, { at: now, isWell })
  const code = errcode ?? (httpStatus === null ? null : `HTTP ${httpStatus}`)
  const written = isWell
    ? sql(
        'update connection set last_ok_at = clock_timestamp(), clock_offset_ms = coalesce($2, clock_offset_ms) where id = $1',
        [connectionId, clockOffsetMs],
      )
    : sql(
        `update connection set last_error_at = now(), last_error_code = $2, last_error_message = $3,
                clock_offset_ms = coalesce($4, clock_offset_ms), last_ok_at = case when $5 then now() else last_ok_at end
          where id = $1`,
        [
          connectionId,
          code,
          errmsg?.slice(0, 300) ?? null,
          clockOffsetMs,
          concernOf(kind, { code, message: errmsg }) === 'request',
        ],
      )
  written.catch(() => undefined)
}
