import 'server-only'
import type { UpstreamConnection } from '@/lib/http'
import { readWechat } from '@/lib/wechat/client'
import { dramaPage } from '@/lib/wechat/schema'
import { toUpstreamDrama, type UpstreamDrama } from '@/lib/wechat/upstream-drama'
import { walkPages } from '@/lib/wechat/walk-pages'

const PAGE = 100

export type DramaListing = {
  dramas: UpstreamDrama[]
  /** False when paging did not lead to an end: what is missing here proves nothing. */
  isComplete: boolean
}

/**
 * The whole catalogue, in as many calls as it has pages.
 * @param onPage told how many dramas were seen after each page.
 * @throws UpstreamError
 */
export async function listDramas(
  connection: UpstreamConnection,
  onPage: (seen: number) => void = () => undefined,
): Promise<DramaListing> {
  const { rows, isComplete } = await walkPages({
    pageSize: PAGE,
    keyOf: (drama: UpstreamDrama) => drama.dramaId,
    onPage,
    read: async (offset, limit) => {
      const reply = await readWechat(connection, {
        path: '/wxa/sec/vod/listdramas',
        body: `{"offset":${offset},"limit":${limit}}`,
        schema: dramaPage,
      })
      return (reply.drama_info_list ?? []).map(toUpstreamDrama)
    },
  })
  return { dramas: rows, isComplete }
}
