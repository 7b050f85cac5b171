import 'server-only'
import type { UpstreamConnection } from '@/lib/http'
import { readWechat } from '@/lib/wechat/client'
import { integerToken } from '@/lib/wechat/lossless'
import { dramaReply } from '@/lib/wechat/schema'
import { toUpstreamDrama, type UpstreamDrama } from '@/lib/wechat/upstream-drama'

/** One drama; its audit state knows first submissions and resubmissions only. @throws UpstreamError */
export async function getDrama(connection: UpstreamConnection, dramaId: string): Promise<UpstreamDrama> {
  const reply = await readWechat(connection, {
    path: '/wxa/sec/vod/getdrama',
    body: `{"drama_id":${integerToken(dramaId)}}`,
    schema: dramaReply,
  })
  return toUpstreamDrama(reply.drama_info)
}
