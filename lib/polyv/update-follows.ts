import 'server-only'
import { z } from 'zod'
import type { Exchange, UpstreamConnection } from '@/lib/http'
import type { OpenCall } from '@/lib/operations/open-call'
import { writePolyv } from '@/lib/polyv/client'

/**
 * `POST /live/v3/channel/common/update-global-enabled`, once: whether one channel follows the account default for its
 * conditions. Channels of the newer kind refuse it with `new scene forbidden setting`.
 * @throws UpstreamError
 */
export async function updateFollows(
  _call: OpenCall,
  connection: UpstreamConnection,
  channelId: string,
  follows: boolean,
): Promise<Exchange> {
  if (!/^\d+$/.test(channelId)) throw new TypeError('a channel id is all digits')
  const { exchange } = await writePolyv(
    {
      connection,
      path: '/live/v3/channel/common/update-global-enabled',
      query: { channelId, globalEnabledType: 'auth', enabled: follows ? 'Y' : 'N' },
      data: z.unknown(),
    },
    null,
  )
  return exchange
}
