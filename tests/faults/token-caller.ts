import { openConnection } from '@/lib/connections/open-connection'
import { fingerprint } from '@/lib/secrets/fingerprint'
import { Secret } from '@/lib/secrets/secret'
import { currentToken, renewToken } from '@/lib/wechat/token'

export type TokenRound = { connectionId: string; callers: number; refused: string | null }
export type TokenAnswer = { fingerprints: string[]; errors: string[] }

/** One of many processes that all want the token at the same moment. Told by its parent when. */
async function callTogether({ connectionId, callers, refused }: TokenRound): Promise<TokenAnswer> {
  const { connection } = await openConnection(connectionId)
  const want = async () => {
    const token = refused === null ? await currentToken(connection) : await renewToken(connection, new Secret(refused))
    return token ? fingerprint(token.reveal()) : 'the same one'
  }
  const settled = await Promise.allSettled(Array.from({ length: callers }, want))
  return {
    fingerprints: [...new Set(settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : [])))],
    errors: settled.flatMap((one) => (one.status === 'rejected' ? [String(one.reason)] : [])),
  }
}

process.on('message', (round: TokenRound) => {
  callTogether(round).then(
    (answer) => process.send?.(answer),
    (error: unknown) => process.send?.({ fingerprints: [], errors: [String(error)] } satisfies TokenAnswer),
  )
})
process.send?.('ready')
