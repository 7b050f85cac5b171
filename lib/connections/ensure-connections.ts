import 'server-only'
import { secretContext } from '@/lib/connections/open-connection'
import type { ConnectionKind } from '@/lib/connections/queries'
import { db } from '@/lib/db'
import { env } from '@/lib/env'
import { newId } from '@/lib/id'
import { decryptSecret, encryptSecret } from '@/lib/secrets/key-ring'

type Wanted = {
  kind: ConnectionKind
  name: string
  baseUrl: string
  accountId: string
  userId: string | null
  secret: string
  source: 'environment' | 'sandbox'
  callsPerSecond: number
}

/**
 * Creates or updates the connections that the environment names, and those of the sandbox for an upstream it stands in
 * for. Values from the environment win over what people typed.
 */
export async function ensureConnections(sandbox: SandboxCredentials): Promise<void> {
  for (const wanted of wantedConnections(sandbox)) await ensure(wanted)
}

export type SandboxCredentials = {
  wechatAppId: string
  wechatAppSecret: string
  polyvAppId: string
  polyvAppSecret: string
  polyvUserId: string
}

function wantedConnections(sandbox: SandboxCredentials): Wanted[] {
  const onSandbox = new Set(env.SANDBOX_UPSTREAMS.split(',').filter(Boolean))
  const wanted: Wanted[] = []
  if (env.WECHAT_APP_ID && env.WECHAT_APP_SECRET) {
    wanted.push({
      kind: 'wechat',
      name: env.WECHAT_APP_ID,
      baseUrl: env.WECHAT_API_BASE_URL,
      accountId: env.WECHAT_APP_ID,
      userId: null,
      secret: env.WECHAT_APP_SECRET,
      source: 'environment',
      callsPerSecond: env.WECHAT_CALLS_PER_SECOND,
    })
  } else if (onSandbox.has('wechat')) {
    wanted.push({
      kind: 'wechat',
      name: '汀洲剧场',
      baseUrl: env.WECHAT_API_BASE_URL,
      accountId: sandbox.wechatAppId,
      userId: null,
      secret: sandbox.wechatAppSecret,
      source: 'sandbox',
      callsPerSecond: env.WECHAT_CALLS_PER_SECOND,
    })
  }
  if (env.POLYV_APP_ID && env.POLYV_APP_SECRET) {
    wanted.push({
      kind: 'polyv',
      name: env.POLYV_APP_ID,
      baseUrl: env.POLYV_API_BASE_URL,
      accountId: env.POLYV_APP_ID,
      userId: env.POLYV_USER_ID ?? null,
      secret: env.POLYV_APP_SECRET,
      source: 'environment',
      callsPerSecond: env.POLYV_CALLS_PER_SECOND,
    })
  } else if (onSandbox.has('polyv')) {
    wanted.push({
      kind: 'polyv',
      name: '汀洲直播',
      baseUrl: env.POLYV_API_BASE_URL,
      accountId: sandbox.polyvAppId,
      userId: sandbox.polyvUserId,
      secret: sandbox.polyvAppSecret,
      source: 'sandbox',
      callsPerSecond: env.POLYV_CALLS_PER_SECOND,
    })
  }
  return wanted
}

async function ensure({ secret, ...wanted }: Wanted): Promise<void> {
  const isSandbox = wanted.source === 'sandbox'
  const existing = await db.connection.findUnique({
    where: { kind_accountId: { kind: wanted.kind, accountId: wanted.accountId } },
  })
  if (!existing) {
    const id = newId()
    await db.connection.create({
      data: { id, ...wanted, isSandbox, secretCiphertext: encryptSecret(secret, secretContext(id)) },
    })
    return
  }
  const secretIsSame = decryptSecret(existing.secretCiphertext, secretContext(existing.id)) === secret
  const { name: _keptName, ...fixed } = wanted
  await db.connection.update({
    where: { id: existing.id },
    data: {
      ...fixed,
      isSandbox,
      isEnabled: true,
      ...(secretIsSame
        ? {}
        : { secretCiphertext: encryptSecret(secret, secretContext(existing.id)), secretSetAt: new Date() }),
    },
  })
}
