import 'server-only'
import type { UpstreamConnection } from '@/lib/http'
import { readWechat } from '@/lib/wechat/client'
import { dramaPage } from '@/lib/wechat/schema'
import { toUpstreamDrama, type UpstreamDrama } from '@/lib/wechat/upstream-drama'

const PAGE = 100
const MOST_PAGES = 2000

/**
 * The whole catalogue. There is no total, a short page proves nothing, and paging has been reported to be ignored: only a
 * page without a new id ends the list.
 * @throws UpstreamError
 */
export async function listDramas(connection: UpstreamConnection): Promise<UpstreamDrama[]> {
  const found = new Map<string, UpstreamDrama>()
  let offset = 0
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const reply = await readWechat(connection, {
      path: '/wxa/sec/vod/listdramas',
      body: `{"offset":${offset},"limit":${PAGE}}`,
      schema: dramaPage,
    })
    const rows = reply.drama_info_list ?? []
    const sizeBefore = found.size
    for (const row of rows) found.set(row.drama_id, toUpstreamDrama(row))
    if (found.size === sizeBefore) break
    offset += rows.length
  }
  return [...found.values()]
}
