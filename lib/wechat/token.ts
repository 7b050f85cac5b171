import 'server-only'
import type { PoolClient } from 'pg'
import { pool, type Sql, sql, sqlOn } from '@/lib/db'
import type { UpstreamConnection } from '@/lib/http'
import { fingerprint } from '@/lib/secrets/fingerprint'
import { decryptSecret, encryptSecret } from '@/lib/secrets/key-ring'
import { Secret } from '@/lib/secrets/secret'
import { accepted, attempt, tryTwice } from '@/lib/wechat/attempt'
import { tokenReply } from '@/lib/wechat/schema'

const RENEW_WITHIN_MS = 5 * 60_000
/** WeChat keeps answering with the same token until its last five minutes, so asking again at once gains nothing. */
const REST_MS = 30_000
const LOCK_WAIT_MS = 45_000

type Row = { ciphertext: string; obtained_at: Date; expires_at: Date }
type Held = { token: Secret; obtainedAt: number; expiresAt: number }

const underWay = new Map<string, Promise<Secret>>()

/** The one token all processes share, fetched when none is held or fewer than five minutes remain. @throws UpstreamError */
export async function currentToken(connection: UpstreamConnection): Promise<Secret> {
  const held = await readToken(sql, connection.id)
  if (held && isGood(held)) return held.token
  return joinRefresh(connection, (latest) => (latest && isGood(latest) ? latest.token : null))
}

/**
 * After an upstream refused `refused`: another process's newer token if there is one, else a fetched one.
 * @returns null when the upstream hands out the very token it refused; asking on would loop.
 * @throws UpstreamError
 */
export async function renewToken(connection: UpstreamConnection, refused: Secret): Promise<Secret | null> {
  const isAnother = (token: Secret) => token.reveal() !== refused.reveal()
  // A refresh already running may have begun before the refusal and end with the same token.
  const joined = await underWay.get(connection.id)?.catch(() => null)
  if (joined && isAnother(joined)) return joined
  const renewed = await joinRefresh(connection, (latest) => (latest && isAnother(latest.token) ? latest.token : null))
  return isAnother(renewed) ? renewed : null
}

/**
 * Makes WeChat drop the current token for a new one, which also ends it for every other system of the account. For a
 * person to decide, never for a program: WeChat allows it 20 times a day, 30 seconds apart.
 * @returns false when WeChat handed out the same token again, because the last forced one is too young.
 * @throws UpstreamError
 */
export async function forceToken(connection: UpstreamConnection): Promise<boolean> {
  let before: string | null = null
  const forced = await refreshLocked(
    connection,
    (latest) => {
      before = latest?.token.reveal() ?? null
      return null
    },
    { force: true },
  )
  return forced.reveal() !== before
}

/** Callers of one process share one refresh, so that they hold one database connection and not one each. */
async function joinRefresh(
  connection: UpstreamConnection,
  choose: (latest: Held | null) => Secret | null,
): Promise<Secret> {
  const running = underWay.get(connection.id)
  if (running) return running
  const refresh = refreshLocked(connection, choose).finally(() => underWay.delete(connection.id))
  underWay.set(connection.id, refresh)
  return refresh
}

/** One refresher per appid: a session lock, because no transaction may stay open across an upstream call. */
async function refreshLocked(
  connection: UpstreamConnection,
  choose: (latest: Held | null) => Secret | null,
  { force = false }: { force?: boolean } = {},
): Promise<Secret> {
  const client: PoolClient = await pool.connect()
  const run = sqlOn(client)
  const key = `wechat-token:${connection.accountId}`
  try {
    await run(`select set_config('lock_timeout', $1, false)`, [`${LOCK_WAIT_MS}ms`])
    await run('select pg_advisory_lock(hashtextextended($1, 0))', [key])
    const chosen = choose(await readToken(run, connection.id))
    const token = chosen ?? (await fetchToken(run, connection, force))
    await run('select pg_advisory_unlock(hashtextextended($1, 0))', [key])
    await run('reset lock_timeout')
    client.release()
    return token
  } catch (error) {
    // Closing the session frees the lock whatever state it is in.
    client.release(true)
    throw error
  }
}

async function fetchToken(run: Sql, connection: UpstreamConnection, force: boolean): Promise<Secret> {
  const body = JSON.stringify({
    grant_type: 'client_credential',
    appid: connection.accountId,
    secret: connection.secret.reveal(),
    ...(force ? { force_refresh: true } : {}),
  })
  const ask = async () =>
    accepted(await attempt(connection, null, { path: '/cgi-bin/stable_token', body, schema: tokenReply }))
  const reply = force ? await ask() : await tryTwice(ask)
  const obtainedAt = new Date()
  await run(
    `insert into access_token (connection_id, ciphertext, fingerprint, obtained_at, expires_at) values ($1, $2, $3, $4, $5)
     on conflict (connection_id) do update set ciphertext = excluded.ciphertext, fingerprint = excluded.fingerprint,
       obtained_at = excluded.obtained_at, expires_at = excluded.expires_at`,
    [
      connection.id,
      encryptSecret(reply.access_token, aad(connection.id)),
      fingerprint(reply.access_token),
      obtainedAt,
      new Date(obtainedAt.getTime() + reply.expires_in * 1000),
    ],
  )
  return new Secret(reply.access_token)
}

async function readToken(run: Sql, connectionId: string): Promise<Held | null> {
  const [row] = await run<Row>(
    'select ciphertext, obtained_at, expires_at from access_token where connection_id = $1',
    [connectionId],
  )
  if (!row) return null
  try {
    const token = new Secret(decryptSecret(row.ciphertext, aad(connectionId)))
    return { token, obtainedAt: row.obtained_at.getTime(), expiresAt: row.expires_at.getTime() }
  } catch {
    // A key that is gone from the ring costs one fetch, not the desk.
    return null
  }
}

function isGood(held: Held): boolean {
  const left = held.expiresAt - Date.now()
  return left >= RENEW_WITHIN_MS || (left > 0 && Date.now() - held.obtainedAt < REST_MS)
}

const aad = (connectionId: string) => `access_token:ciphertext:${connectionId}`
