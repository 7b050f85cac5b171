import 'server-only'
import { openConnection } from '@/lib/connections/queries'
import { inTransaction } from '@/lib/db'
import { findUpstreamDrama } from '@/lib/dramas/confirm-gone'
import { markGone, storeDramas } from '@/lib/dramas/store-dramas'
import type { UpstreamDrama } from '@/lib/wechat/upstream-drama'

/** One drama as WeChat describes it now, and the catalogue brought in line; null when there is none. @throws UpstreamError */
export async function readDramaNow(connectionId: string, dramaId: string): Promise<UpstreamDrama | null> {
  const { connection } = await openConnection(connectionId)
  const readAt = new Date()
  const drama = await findUpstreamDrama(connection, dramaId)
  await inTransaction(async (run) => {
    if (drama) await storeDramas(run, connectionId, readAt, [drama])
    else await markGone(run, connectionId, readAt, [dramaId])
  })
  return drama
}
