import 'server-only'
import { db, sql } from '@/lib/db'
import type { Exchange, UpstreamConnection } from '@/lib/http'
import { paceCall } from '@/lib/operations/rate-limiter'
import { decryptSecret } from '@/lib/secrets/key-ring'
import { Secret } from '@/lib/secrets/secret'

export type OpenedConnection = { connection: UpstreamConnection; closedReason: string | null }

/** Where a connection's secret lives; the ciphertext opens for this row only. */
export const secretContext = (connectionId: string): string => `connection:secret_ciphertext:${connectionId}`

const clockOffsets = new Map<string, number>()
const HEALTH_WRITE_EVERY_MS = 5_000
const lastHealthWrite = new Map<string, { at: number; failed: boolean }>()

/**
 * Makes an account callable: secret decrypted, rate limit and health attached.
 * @throws Error when it does not exist, is disabled (unless `evenDisabled`), or its secret cannot be opened.
 */
export async function openConnection(
  connectionId: string,
  { evenDisabled = false }: { evenDisabled?: boolean } = {},
): Promise<OpenedConnection> {
  const row = await db.connection.findUnique({ where: { id: connectionId } })
  if (!row || (!row.isEnabled && !evenDisabled)) throw new Error(`connection ${connectionId} is not available`)
  if (row.clockOffsetMs !== null && !clockOffsets.has(row.id)) clockOffsets.set(row.id, row.clockOffsetMs)
  const connection: UpstreamConnection = {
    id: row.id,
    kind: row.kind === 'wechat' ? 'wechat' : 'polyv',
    name: row.name,
    baseUrl: row.baseUrl,
    accountId: row.accountId,
    secret: new Secret(decryptSecret(row.secretCiphertext, secretContext(row.id))),
    pace: () => paceCall(row.id, row.callsPerSecond),
    clockOffsetMs: () => clockOffsets.get(row.id) ?? 0,
    observe: (exchange) => observe(row.id, exchange),
  }
  return { connection, closedReason: row.closedReason }
}

/** Health is a hint for people: written at most every few seconds, at once when something fails or works again. */
function observe(connectionId: string, exchange: Exchange): void {
  if (exchange.clockOffsetMs !== null) clockOffsets.set(connectionId, exchange.clockOffsetMs)
  const failed =
    exchange.httpStatus === null ||
    exchange.httpStatus >= 400 ||
    (exchange.errcode !== null && !['0', '200'].includes(exchange.errcode))
  const now = Date.now()
  const last = lastHealthWrite.get(connectionId)
  if (!failed && last && !last.failed && now - last.at < HEALTH_WRITE_EVERY_MS) return
  lastHealthWrite.set(connectionId, { at: now, failed })
  const written = failed
    ? sql(
        `update connection set last_error_at = clock_timestamp(), last_error_code = $2, last_error_message = $3, clock_offset_ms = coalesce($4, clock_offset_ms) where id = $1`,
        [
          connectionId,
          exchange.errcode ?? (exchange.httpStatus === null ? null : `HTTP ${exchange.httpStatus}`),
          exchange.errmsg?.slice(0, 300) ?? null,
          exchange.clockOffsetMs,
        ],
      )
    : sql(
        `update connection set last_ok_at = clock_timestamp(), clock_offset_ms = coalesce($2, clock_offset_ms) where id = $1`,
        [connectionId, exchange.clockOffsetMs],
      )
  written.catch(() => undefined)
}
