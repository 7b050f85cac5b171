import 'server-only'
import type { UpstreamConnection } from '@/lib/http'
import { readWechat } from '@/lib/wechat/client'
import { integerToken, moment } from '@/lib/wechat/lossless'
import { copyrightPage } from '@/lib/wechat/schema'

/** `appid` null: given to a legal entity, whose mini programs this account cannot list. */
type UpstreamCopyrightGrant = { appid: string | null; expiresAt: Date | null }

const PAGE = 1000

/** POST /wxa/sec/vod/getcopyrightauthorizationlist for one drama, first thousand. @throws UpstreamError */
export async function getCopyrightGrants(
  connection: UpstreamConnection,
  dramaId: string,
): Promise<UpstreamCopyrightGrant[]> {
  const reply = await readWechat(connection, {
    path: '/wxa/sec/vod/getcopyrightauthorizationlist',
    body: `{"authorization_type":0,"drama_id":${integerToken(dramaId)},"offset":0,"limit":${PAGE}}`,
    schema: copyrightPage,
  })
  return (reply.list ?? [])
    .filter((row) => row.drama_id === undefined || row.drama_id === dramaId)
    .map((row) => ({ appid: row.authorized_appid || null, expiresAt: moment(row.expire_time ?? 0) }))
}
