import 'server-only'
import type { UpstreamConnection } from '@/lib/http'
import { readWechat } from '@/lib/wechat/client'
import { integerToken, moment } from '@/lib/wechat/lossless'
import { grantPage } from '@/lib/wechat/schema'

/** `expiresAt` null: permanent. */
export type UpstreamGrant = { dramaId: string; appid: string; grantedAt: Date | null; expiresAt: Date | null }

const PAGE = 1000
const MOST_PAGES = 2000

/**
 * Every per-drama grant this account gave, narrowed to one drama or licensee. Rows outside the filter are dropped, in
 * case the upstream ignores it.
 * @throws UpstreamError
 */
export async function getAuthorizeObjects(
  connection: UpstreamConnection,
  filter: { dramaId?: string; appid?: string } = {},
  onPage?: (progress: { read: number; expected: number }) => Promise<void>,
): Promise<UpstreamGrant[]> {
  const found = new Map<string, UpstreamGrant>()
  let offset = 0
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const fields = [`"offset":${offset}`, `"limit":${PAGE}`]
    if (filter.dramaId) fields.push(`"drama_id":${integerToken(filter.dramaId)}`)
    if (filter.appid) fields.push(`"authorized_appid":${JSON.stringify(filter.appid)}`)
    const reply = await readWechat(connection, {
      path: '/wxa/sec/vod/getauthorizeobjects',
      body: `{${fields.join(',')}}`,
      schema: grantPage,
    })
    const rows = reply.objects ?? []
    const sizeBefore = found.size
    for (const row of rows) {
      found.set(`${row.drama_id}@${row.authorized_appid}`, {
        dramaId: row.drama_id,
        appid: row.authorized_appid,
        grantedAt: moment(row.authorized_time ?? 0),
        expiresAt: moment(row.authz_expire_time),
      })
    }
    offset += rows.length
    await onPage?.({ read: found.size, expected: reply.total_count })
    if (rows.length === 0 || found.size === sizeBefore || offset >= reply.total_count) break
  }
  return [...found.values()].filter(
    (grant) => (!filter.dramaId || grant.dramaId === filter.dramaId) && (!filter.appid || grant.appid === filter.appid),
  )
}
