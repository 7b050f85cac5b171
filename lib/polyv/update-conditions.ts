import 'server-only'
import { z } from 'zod'
import type { Exchange, UpstreamConnection } from '@/lib/http'
import type { OpenCall } from '@/lib/operations/open-call'
import { writePolyv } from '@/lib/polyv/client'
import type { ConditionScope, RankWrite } from '@/lib/polyv/conditions'
import { toWireRank } from '@/lib/polyv/conditions-wire'
import { scopeQuery } from '@/lib/polyv/get-conditions'

/**
 * `POST /live/v3/channel/auth/update`, once. The channel travels in the signed query only: in the body it would be
 * ignored and the account default overwritten without an error.
 * @throws UpstreamError `refused` when nothing was changed; `ambiguous` or `malformed` when it may have been.
 */
export async function updateConditions(
  _call: OpenCall,
  connection: UpstreamConnection,
  scope: ConditionScope,
  ranks: readonly RankWrite[],
): Promise<Exchange> {
  if (scope.kind === 'channel' && !/^\d+$/.test(scope.channelId)) throw new TypeError('a channel id is all digits')
  if (ranks.length === 0 || ranks.length > 2) throw new TypeError('one or two ranks are written')
  const authSettings = [...ranks].sort((left, right) => left.rank - right.rank).map(toWireRank)
  const { exchange } = await writePolyv(
    { connection, path: '/live/v3/channel/auth/update', query: scopeQuery(scope), data: z.unknown() },
    { authSettings },
  )
  return exchange
}
