import 'server-only'
import type { Exchange, UpstreamConnection } from '@/lib/http'
import { Secret } from '@/lib/secrets/secret'
import { accepted, attempt } from '@/lib/wechat/attempt'
import { dramaPage, tokenReply } from '@/lib/wechat/schema'

/**
 * Tries an account once, changing nothing: `POST /cgi-bin/stable_token`, which answers with the token in use, and
 * `POST /wxa/sec/vod/listdramas` for one row. The stored token is left out on purpose: it would hide a wrong secret.
 * @returns both exchanges.
 * @throws UpstreamError of any kind.
 */
export async function probeAccount(connection: UpstreamConnection): Promise<Exchange[]> {
  const body = JSON.stringify({
    grant_type: 'client_credential',
    appid: connection.accountId,
    secret: connection.secret.reveal(),
  })
  const token = await attempt(connection, null, { path: '/cgi-bin/stable_token', body, schema: tokenReply })
  const { access_token: value } = accepted(token)
  const request = { path: '/wxa/sec/vod/listdramas', body: '{"offset":0,"limit":1}', schema: dramaPage }
  const listed = await attempt(connection, new Secret(value), request)
  accepted(listed)
  return [token.exchange, listed.exchange]
}
