import 'server-only'
import { systemActor } from '@/lib/audit/event'
import { type ConnectionFacts, type LockedConnection, lockConnection } from '@/lib/connections/connection-row'
import {
  configuredAddress,
  defaultCallsPerSecond,
  endpointAt,
  isSandboxed,
  listEndpoints,
} from '@/lib/connections/endpoints'
import type { ConnectionKind } from '@/lib/connections/queries'
import { insertConnection, saveConnection } from '@/lib/connections/store-connection'
import { inTransaction, type Sql } from '@/lib/db'
import { env } from '@/lib/env'

type SandboxCredentials = {
  wechatAppId: string
  wechatAppSecret: string
  polyvAppId: string
  polyvAppSecret: string
  polyvUserId: string
}

type Wanted = Omit<ConnectionFacts, 'isEnabled' | 'chunkSize'> & { secret: string }

const by = { actor: systemActor('start') }

/**
 * Creates or updates the connections that the environment names, and those of the sandbox for an upstream it stands in
 * for. Values from the environment win over what people typed; a connection it no longer names is taken out of use, and
 * sandbox connections follow the sandbox. Every change is an event.
 */
export async function ensureConnections(sandbox: SandboxCredentials): Promise<void> {
  const wanted = wantedConnections(sandbox)
  await inTransaction(async (sql) => {
    await sql(`select pg_advisory_xact_lock(hashtextextended('connections:ensure', 0))`)
    for (const connection of wanted) await ensure(sql, connection)
    const existing = await sql<{ id: string }>('select id from connection order by created_at')
    for (const { id } of existing) {
      const row = await lockConnection(sql, id)
      if (row && !wanted.some(({ kind, accountId }) => kind === row.kind && accountId === row.accountId))
        await retire(sql, row)
    }
  })
}

async function ensure(sql: Sql, { secret, ...wanted }: Wanted): Promise<void> {
  const [existing] = await sql<{ id: string }>('select id from connection where kind = $1 and account_id = $2', [
    wanted.kind,
    wanted.accountId,
  ])
  const row = existing && (await lockConnection(sql, existing.id))
  if (!row) {
    await insertConnection(sql, { ...wanted, chunkSize: null, isEnabled: true }, secret, by)
    return
  }
  const isNamedAnew = row.source !== wanted.source
  await saveConnection(
    sql,
    row,
    { ...wanted, name: row.name, chunkSize: row.chunkSize, isEnabled: isNamedAnew || row.isEnabled },
    secret,
    by,
  )
}

/** For a connection nothing names: its credentials stay, to be used again if an administrator wants them. */
async function retire(sql: Sql, row: LockedConnection): Promise<void> {
  const facts: ConnectionFacts = { ...row }
  if (row.source !== 'person') {
    facts.source = 'person'
    facts.isEnabled = false
  }
  if (row.isSandbox) {
    const current = listEndpoints(row.kind).find((endpoint) => endpoint.isSandbox)
    if (current) facts.baseUrl = current.baseUrl
    else facts.isEnabled = false
  } else if (!endpointAt(row.kind, row.baseUrl)) facts.isEnabled = false
  await saveConnection(sql, row, facts, null, by)
}

function wantedConnections(sandbox: SandboxCredentials): Wanted[] {
  const wechat = { kind: 'wechat', baseUrl: configuredAddress.wechat, userId: null } as const
  const polyv = { kind: 'polyv', baseUrl: configuredAddress.polyv } as const
  const wanted: Wanted[] = []
  if (env.WECHAT_APP_ID && env.WECHAT_APP_SECRET) {
    const secret = env.WECHAT_APP_SECRET
    wanted.push({ ...wechat, ...named('wechat', env.WECHAT_APP_ID), secret })
  } else if (isSandboxed('wechat')) {
    const secret = sandbox.wechatAppSecret
    wanted.push({ ...wechat, ...simulated('wechat', '汀洲剧场'), accountId: sandbox.wechatAppId, secret })
  }
  if (env.POLYV_APP_ID && env.POLYV_APP_SECRET) {
    const secret = env.POLYV_APP_SECRET
    wanted.push({ ...polyv, ...named('polyv', env.POLYV_APP_ID), userId: env.POLYV_USER_ID ?? null, secret })
  } else if (isSandboxed('polyv')) {
    const account = { accountId: sandbox.polyvAppId, userId: sandbox.polyvUserId, secret: sandbox.polyvAppSecret }
    wanted.push({ ...polyv, ...simulated('polyv', '汀洲直播'), ...account })
  }
  return wanted
}

const named = (kind: ConnectionKind, accountId: string) =>
  ({
    accountId,
    name: accountId,
    source: 'environment',
    isSandbox: false,
    callsPerSecond: defaultCallsPerSecond[kind],
  }) as const

const simulated = (kind: ConnectionKind, name: string) =>
  ({ name, source: 'sandbox', isSandbox: true, callsPerSecond: defaultCallsPerSecond[kind] }) as const
