import 'server-only'
import type { OpenCall } from '@/lib/operations/open-call'
import { writeWechat } from '@/lib/wechat/client'
import { type DramaWrite, type DramaWriteReply, toWriteReply } from '@/lib/wechat/drama-results'
import { integerToken } from '@/lib/wechat/lossless'
import { dramaResults } from '@/lib/wechat/schema'

/**
 * Takes the playback of some dramas from one licensee. A drama stays playable while an account-level grant covers it.
 * @returns the reply, and the call under which the last attempt ran.
 * @throws UpstreamError when the effect is unknown, or (`unreachable`) when nothing was sent.
 */
export async function deauthorizeDramas(write: DramaWrite): Promise<DramaWriteReply & { call: OpenCall }> {
  const body = `{"drama_id":[${write.dramaIds.map(integerToken).join(',')}],"authorized_appid":${JSON.stringify(write.appid)}}`
  const { reply, call } = await writeWechat(write.call, write.connection, {
    path: '/wxa/sec/vod/deauthorizedrama',
    body,
    schema: dramaResults,
  })
  return { ...toWriteReply(write.dramaIds, reply), call }
}
