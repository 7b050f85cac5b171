import 'server-only'
import { chunkSizeOf } from '@/lib/connections/chunk-size'
import { readSecret } from '@/lib/connections/connection-row'
import { endpointAt } from '@/lib/connections/endpoints'
import { type Advice, concernOf, explainUpstream } from '@/lib/connections/explain-error'
import { type HealthState, judgeHealth } from '@/lib/connections/judge-health'
import type { ConnectionKind } from '@/lib/connections/queries'
import type { EndpointKey } from '@/lib/connections/schema'
import { db } from '@/lib/db'
import { env } from '@/lib/env'
import type { AccessToken, Connection, RateLimit } from '@/lib/generated/prisma/client'
import { fingerprint } from '@/lib/secrets/fingerprint'

/** Everything the connections desk shows of one account. Its secrets appear as fingerprints only. */
export type Account = {
  id: string
  kind: ConnectionKind
  name: string
  accountId: string
  userId: string | null
  baseUrl: string
  /** Null when this server no longer offers the address. */
  endpoint: EndpointKey | null
  source: 'environment' | 'sandbox' | 'person'
  isSandbox: boolean
  isEnabled: boolean
  version: string
  state: HealthState
  closed: { at: Date; reason: string } | null
  /** `fingerprint` is null when the key that sealed the secret is gone. */
  secret: { setAt: Date; fingerprint: string | null }
  token: { obtainedAt: Date; expiresAt: Date; fingerprint: string } | null
  clockOffsetMs: number | null
  lastOkAt: Date | null
  lastError: { at: Date; code: string | null; message: string | null; advice: Advice | null } | null
  rate: {
    callsPerSecond: number
    callsTotal: string
    lastCallAt: Date | null
    waitingMs: number
    pausedUntil: Date | null
    /** The day's quota is used up: no writes until then. */
    parkedUntil: Date | null
  }
  /** Items in one call: in use, as a person chose, the server's usual, and the most the upstream was seen to take. */
  chunk: { size: number; chosen: number | null; usual: number; limit: number | null }
}

export async function listAccounts(now = new Date()): Promise<Account[]> {
  const [rows, tokens, limits] = await Promise.all([
    db.connection.findMany({ orderBy: [{ isEnabled: 'desc' }, { kind: 'desc' }, { createdAt: 'asc' }] }),
    db.accessToken.findMany(),
    db.rateLimit.findMany(),
  ])
  return rows.map((row) =>
    toAccount(
      row,
      tokens.find(({ connectionId }) => connectionId === row.id),
      limits.find(({ connectionId }) => connectionId === row.id),
      now,
    ),
  )
}

export async function getAccount(id: string): Promise<Account | null> {
  return (await listAccounts()).find((account) => account.id === id) ?? null
}

function toAccount(row: Connection, token: AccessToken | undefined, limit: RateLimit | undefined, now: Date): Account {
  const kind = row.kind === 'wechat' ? 'wechat' : 'polyv'
  const secret = readSecret(row)
  const said = { code: row.lastErrorCode, message: row.lastErrorMessage }
  return {
    id: row.id,
    kind,
    name: row.name,
    accountId: row.accountId,
    userId: row.userId,
    baseUrl: row.baseUrl,
    endpoint: endpointAt(kind, row.baseUrl)?.key ?? null,
    source: row.source === 'environment' || row.source === 'sandbox' ? row.source : 'person',
    isSandbox: row.isSandbox,
    isEnabled: row.isEnabled,
    version: row.updatedAt.toISOString(),
    state: judgeHealth(row, concernOf(kind, said)),
    closed: row.closedReason === null ? null : { at: row.closedAt ?? row.updatedAt, reason: row.closedReason },
    secret: { setAt: row.secretSetAt, fingerprint: secret === null ? null : fingerprint(secret) },
    token: token ? { obtainedAt: token.obtainedAt, expiresAt: token.expiresAt, fingerprint: token.fingerprint } : null,
    clockOffsetMs: row.clockOffsetMs,
    lastOkAt: row.lastOkAt,
    lastError: row.lastErrorAt ? { at: row.lastErrorAt, ...said, advice: explainUpstream(kind, said) } : null,
    rate: toRate(row.callsPerSecond, limit, now),
    chunk: { size: chunkSizeOf(row), chosen: row.chunkSize, usual: env.WECHAT_CHUNK_SIZE, limit: row.chunkLimit },
  }
}

/** The limiter keeps when the next call may go; the latest one went one interval before that. */
function toRate(callsPerSecond: number, limit: RateLimit | undefined, now: Date): Account['rate'] {
  if (!limit)
    return { callsPerSecond, callsTotal: '0', lastCallAt: null, waitingMs: 0, pausedUntil: null, parkedUntil: null }
  const latestMs = limit.nextAt.getTime() - 1_000 / callsPerSecond
  return {
    callsPerSecond,
    callsTotal: String(limit.callsTotal),
    lastCallAt: limit.callsTotal > 0n ? new Date(Math.min(latestMs, now.getTime())) : null,
    waitingMs: Math.max(0, Math.round(latestMs - now.getTime())),
    pausedUntil: limit.pausedUntil && limit.pausedUntil > now ? limit.pausedUntil : null,
    parkedUntil: limit.parkedUntil && limit.parkedUntil > now ? limit.parkedUntil : null,
  }
}
