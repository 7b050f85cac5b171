import 'server-only'
import { type UpstreamConnection, UpstreamError } from '@/lib/http'
import { readWechat } from '@/lib/wechat/client'
import { moment } from '@/lib/wechat/lossless'
import { accountGrantList } from '@/lib/wechat/schema'

export type UpstreamAccountGrant = { appid: string; grantedAt: Date | null; expiresAt: Date | null }

const path = '/wxa/sec/vod/getauthorizeapps'

/** Every account-level grant this account gave; the endpoint has no paging. @throws UpstreamError */
export async function getAuthorizeApps(connection: UpstreamConnection): Promise<UpstreamAccountGrant[]> {
  const reply = await readWechat(connection, { path, body: '{}', schema: accountGrantList }).catch((error: unknown) => {
    if (!(error instanceof UpstreamError) || error.exchange.errcode !== '43001') throw error
    return readWechat(connection, { path, method: 'GET', schema: accountGrantList })
  })
  return (reply.objects ?? []).map((row) => ({
    appid: row.authorized_appid,
    grantedAt: moment(row.authorized_time ?? 0),
    expiresAt: moment(row.authz_expire_time),
  }))
}
