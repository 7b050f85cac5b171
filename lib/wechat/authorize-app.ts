import 'server-only'
import type { UpstreamConnection } from '@/lib/http'
import type { OpenCall } from '@/lib/operations/open-call'
import type { WechatReply } from '@/lib/wechat/attempt'
import { writeWechat } from '@/lib/wechat/client'
import { expiryToken } from '@/lib/wechat/lossless'
import { envelope } from '@/lib/wechat/schema'

export type AccountWrite = { call: OpenCall; connection: UpstreamConnection; appid: string }

/** The answer to a write that concerns one licensee as a whole; a code other than 0 says that nothing was done. */
export type AccountWriteReply = {
  code: number
  message: string
  rid: string | null
  exchange: WechatReply<unknown>['exchange']
}

/**
 * Grants one licensee every drama of this account, those approved later included, until `expiresAt` (null: for good).
 * @throws UpstreamError when the effect is unknown, or (`unreachable`) when nothing was sent.
 */
export async function authorizeApp(write: AccountWrite & { expiresAt: Date | null }): Promise<AccountWriteReply> {
  const body = `{"authorized_appid":${JSON.stringify(write.appid)},"authz_expire_time":${expiryToken(write.expiresAt)}}`
  return toAccountReply(
    (await writeWechat(write.call, write.connection, { path: '/wxa/sec/vod/authorizeapp', body, schema: envelope }))
      .reply,
  )
}

export const toAccountReply = (reply: WechatReply<unknown>): AccountWriteReply => ({
  code: reply.errcode,
  message: reply.errmsg,
  rid: reply.rid,
  exchange: reply.exchange,
})
