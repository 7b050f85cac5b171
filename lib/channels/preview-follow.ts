import 'server-only'
import type { Change, ChangeValue } from '@/lib/channels/changes-schema'
import type { FollowPreview } from '@/lib/channels/channel-views-schema'
import { compareVersions, type VersionField } from '@/lib/channels/compare-versions-schema'
import { viewConditions, wholeFingerprint } from '@/lib/channels/conditions-view'
import { scopeOf } from '@/lib/channels/scope'
import { snapshotSchema } from '@/lib/channels/stored-conditions'
import { openConnection } from '@/lib/connections/queries'
import type { ConditionsReading } from '@/lib/polyv/conditions'
import { getConditions } from '@/lib/polyv/get-conditions'

/**
 * The channel's own conditions against those of the account default, both read now.
 * @throws UpstreamError
 */
export async function previewFollow(connectionId: string, channelId: string): Promise<FollowPreview> {
  const { connection } = await openConnection(connectionId)
  const own = await getConditions(connection, scopeOf(channelId))
  const account = await getConditions(connection, { kind: 'account_default' })
  const fields = compareVersions(snapshotOf(own), snapshotOf(account))
  return { accountDefault: wholeFingerprint(account), changes: fields.flatMap(toChange) }
}

const snapshotOf = (reading: ConditionsReading) => snapshotSchema.parse(viewConditions(reading))

function toChange({ rank, path, before, after, secret, isChanged }: VersionField): Change[] {
  if (rank === null || !isChanged) return []
  if (secret === null) return [{ rank, path, before, after }]
  const nothing: ChangeValue = { kind: 'unset' }
  return [
    {
      rank,
      path,
      before: secret === 'set' ? nothing : { kind: 'secret', state: 'kept' },
      after: secret === 'cleared' ? nothing : { kind: 'secret', state: 'new' },
    },
  ]
}
