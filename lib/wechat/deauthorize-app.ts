import 'server-only'
import { type AccountWrite, type AccountWriteReply, toAccountReply } from '@/lib/wechat/authorize-app'
import { writeWechat } from '@/lib/wechat/client'
import { envelope } from '@/lib/wechat/schema'

/**
 * Takes the account-level grant from one licensee. Grants of single dramas to it stay.
 * @throws UpstreamError when the effect is unknown, or (`unreachable`) when nothing was sent.
 */
export async function deauthorizeApp(write: AccountWrite): Promise<AccountWriteReply> {
  const body = `{"authorized_appid":${JSON.stringify(write.appid)}}`
  return toAccountReply(
    (await writeWechat(write.call, write.connection, { path: '/wxa/sec/vod/deauthorizeapp', body, schema: envelope }))
      .reply,
  )
}
