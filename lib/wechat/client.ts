import 'server-only'
import { type UpstreamConnection, UpstreamError, type UpstreamErrorKind } from '@/lib/http'
import type { OpenCall } from '@/lib/operations/open-call'
import { accepted, attempt, tryTwice, type WechatReply, type WechatRequest } from '@/lib/wechat/attempt'
import { isTokenRefusal, isWorthReadingAgain } from '@/lib/wechat/errors'
import { currentToken, renewToken } from '@/lib/wechat/token'

/** Reads, renewing the token once and trying a busy or silent upstream once more. @throws UpstreamError of any kind. */
export async function readWechat<T>(connection: UpstreamConnection, request: WechatRequest<T>): Promise<T> {
  return tryTwice(async () => {
    let token = await currentToken(connection)
    let reply = await attempt(connection, token, request)
    if (isTokenRefusal(reply.errcode)) {
      const renewed = await renewToken(connection, token)
      if (renewed) {
        token = renewed
        reply = await attempt(connection, token, request)
      }
    }
    return accepted(reply)
  })
}

/**
 * Sends one write. A refused token is a definite refusal, so it is renewed and the write tried once more under the next
 * attempt of the call; nothing else is ever repeated here.
 * @returns the reply and the call under which the last attempt ran.
 * @throws UpstreamError: `unreachable` when no token could be had, so nothing was sent.
 */
export async function writeWechat<T>(
  call: OpenCall,
  connection: UpstreamConnection,
  request: WechatRequest<T>,
): Promise<{ reply: WechatReply<T>; call: OpenCall }> {
  const token = await beforeSending(() => currentToken(connection))
  const reply = await attempt(connection, token, request)
  if (!isTokenRefusal(reply.errcode)) return { reply, call }
  const renewed = await beforeSending(() => renewToken(connection, token))
  if (!renewed) return { reply, call }
  const next = await call.next(reply.exchange)
  return { reply: await attempt(connection, renewed, request), call: next }
}

/** Whatever went wrong while fetching a token, the write itself was not sent. */
async function beforeSending<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error
    const kind: UpstreamErrorKind =
      error.kind === 'refused' && !isWorthReadingAgain(Number(error.exchange.errcode)) ? 'refused' : 'unreachable'
    throw new UpstreamError(kind, error.exchange, error.message)
  }
}
