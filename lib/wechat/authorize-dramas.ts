import 'server-only'
import type { z } from 'zod'
import { env } from '@/lib/env'
import type { WechatReply } from '@/lib/wechat/attempt'
import { writeWechat } from '@/lib/wechat/client'
import { type DramaWrite, type DramaWriteReply, toWriteReply } from '@/lib/wechat/drama-results'
import { isShapeRefusal, isSizeRefusal } from '@/lib/wechat/errors'
import { expiryToken, integerToken } from '@/lib/wechat/lossless'
import { dramaResults } from '@/lib/wechat/schema'

type RequestShape = 'authorized_appid' | 'both' | 'authorized'
const ladder: readonly RequestShape[] = ['authorized_appid', 'both', 'authorized']

/** What each account was seen to understand. A failure is never remembered. */
const understood = new Map<string, RequestShape>()

/**
 * Grants one licensee the playback of some dramas, until `expiresAt` (null: for good). Overlong lists are the caller's to cut.
 * @throws UpstreamError when the effect is unknown, or (`unreachable`) when nothing was sent.
 */
export async function authorizeDramas(write: DramaWrite & { expiresAt: Date | null }): Promise<DramaWriteReply> {
  const setting = env.WECHAT_AUTHORIZE_SHAPE
  const learned = understood.get(write.connection.accountId)
  const rungs: readonly RequestShape[] = setting !== 'auto' ? [setting] : learned ? [learned] : ladder

  let call = write.call
  let first: WechatReply<z.infer<typeof dramaResults>> | null = null
  for (const [index, shape] of rungs.entries()) {
    const sent = await writeWechat(call, write.connection, {
      path: '/wxa/sec/vod/authorizedrama',
      body: authorizeBody(write, shape),
      schema: dramaResults,
    })
    const { reply } = sent
    const isTooLong = isSizeRefusal(reply.errcode, reply.errmsg, write.dramaIds.length)
    const nothingDone = isShapeRefusal(reply.errcode) && !reply.data?.result && !isTooLong
    if (!nothingDone) {
      if (reply.errcode === 0) understood.set(write.connection.accountId, shape)
      return toWriteReply(write.dramaIds, reply)
    }
    first ??= reply
    if (index === rungs.length - 1) {
      // The first shape is the documented one, so its error is the one that helps; the exchange stays the last.
      return { ...toWriteReply(write.dramaIds, first), exchange: reply.exchange }
    }
    call = await sent.call.next(reply.exchange)
  }
  throw new Error('the ladder has no rungs')
}

export function authorizeBody(
  write: { dramaIds: string[]; appid: string; expiresAt: Date | null },
  shape: RequestShape,
): string {
  const appid = JSON.stringify(write.appid)
  const names = shape === 'both' ? ['authorized_appid', 'authorized'] : [shape]
  const licensee = names.map((name) => `"${name}":${appid}`).join(',')
  return `{"drama_id":[${write.dramaIds.map(integerToken).join(',')}],${licensee},"authz_expire_time":${expiryToken(write.expiresAt)}}`
}

/** For tests: a process that has learned nothing yet. */
export const forgetShapes = (): void => understood.clear()
