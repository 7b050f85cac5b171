import 'server-only'
import type { z } from 'zod'
import type { ChannelChecks, FollowPreview, PreparedRestore } from '@/lib/channels/channel-views-schema'
import { prepareRestore } from '@/lib/channels/default-queries'
import { previewFollow } from '@/lib/channels/preview-follow'
import { checkChannel } from '@/lib/channels/queries'
import type { checksQuerySchema, followQuerySchema } from '@/lib/channels/schema'
import { toFailure } from '@/lib/channels/upstream-failure'
import { getConnection } from '@/lib/connections/queries'
import { type ActionFailure, failure } from '@/lib/errors'
import { UpstreamError } from '@/lib/http'

type ChecksQuery = z.output<typeof checksQuerySchema>

/** What an open form asks now and then: is the channel as it was loaded, and how long are its whitelists. */
export const readChecks = async ({
  channelId,
  connection,
  base,
  whitelists,
}: ChecksQuery): Promise<ChannelChecks | ActionFailure> =>
  read(connection, () =>
    checkChannel(
      connection,
      channelId,
      base,
      ([1, 2] as const).filter((rank) => whitelists.includes(String(rank))),
    ),
  )

async function read<T>(connectionId: string, work: () => Promise<T>): Promise<T | ActionFailure> {
  const connection = await getConnection(connectionId)
  if (!connection?.isEnabled || connection.kind !== 'polyv') return failure('connection_missing')
  try {
    return await work()
  } catch (error) {
    if (error instanceof UpstreamError) return toFailure(error)
    throw error
  }
}

/** What viewers of a channel would meet instead, were it to follow the account default. */
export const readFollow = async ({
  channelId,
  connection,
}: z.output<typeof followQuerySchema>): Promise<FollowPreview | ActionFailure> =>
  read(connection, () => previewFollow(connection, channelId))

/** The slip that would bring the account default back, read against what is there now. */
export const readPrepared = async ({
  connectionId,
}: {
  connectionId: string
}): Promise<{ slip: PreparedRestore | null } | ActionFailure> =>
  read(connectionId, async () => {
    const slip = await prepareRestore(connectionId)
    return slip === 'unreadable' ? failure('upstream_unreachable') : { slip }
  })
