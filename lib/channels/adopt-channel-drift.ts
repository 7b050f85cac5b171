import 'server-only'
import { recordEvents } from '@/lib/audit/record'
import { can } from '@/lib/auth/permissions'
import { channelAdoptEvent } from '@/lib/channels/drift-event'
import { adoptChannelDriftInput, type ChannelDriftKind } from '@/lib/channels/drift-schema'
import { ACCOUNT_DEFAULT } from '@/lib/channels/form-schema'
import { getConnection } from '@/lib/connections/queries'
import { inTransaction } from '@/lib/db'
import { failure, success } from '@/lib/errors'
import type { Json } from '@/lib/secrets/redact'
import { defineWrite } from '@/lib/write'

type Closed = {
  channel_id: string
  kind: ChannelDriftKind
  known_number: number
  found_number: number
  name: string | null
  known: Json
  found: Json
}

/**
 * Takes what was found for ours: it is what we know from now on. Nothing is sent. A difference that somebody else settled
 * meanwhile, or that changed once more, is left alone and not counted; so is the account default without the right to write it.
 */
export const adoptChannelDrift = defineWrite({
  name: 'channel.adopt',
  permission: 'channel.write',
  input: adoptChannelDriftInput,
  target: (input) => ({ type: 'connection', id: input.connectionId, name: '' }),
  run: async ({ connectionId, driftIds, reason }, { actor, requestId }) => {
    if (!(await getConnection(connectionId))) return failure('connection_missing')
    return inTransaction(async (sql) => {
      const rows = await sql<Closed>(
        `update channel_drift drift set closed_at = clock_timestamp(), resolution = 'adopted', closed_by_name = $3, closed_reason = $4
           from condition_version known, condition_version found
          where drift.connection_id = $1 and drift.id = any($2) and drift.closed_at is null and (drift.channel_id <> $5 or $6)
            and known.connection_id = $1 and known.channel_id = drift.channel_id and known.number = drift.known_number
            and found.connection_id = $1 and found.channel_id = drift.channel_id and found.number = drift.found_number
          returning drift.channel_id, drift.kind, drift.known_number, drift.found_number, known.snapshot as known, found.snapshot as found,
            (select name from channel where channel.connection_id = $1 and channel.channel_id = drift.channel_id) as name`,
        [connectionId, driftIds, actor.name, reason, ACCOUNT_DEFAULT, can(actor.role, 'default.write')],
      )
      await sql(
        `update condition_version version set source = 'adopted'
           from jsonb_to_recordset($2::jsonb) as closed(channel_id text, found_number integer)
          where version.connection_id = $1 and version.channel_id = closed.channel_id and version.number = closed.found_number`,
        [connectionId, JSON.stringify(rows)],
      )
      await recordEvents(
        sql,
        rows.map((row) => ({ ...channelAdoptEvent(actor, endsOf(connectionId, row), row.kind, reason), requestId })),
      )
      return success({ adopted: rows.length, left: driftIds.length - rows.length })
    })
  },
})

const endsOf = (connectionId: string, row: Closed) => ({
  connectionId,
  channelId: row.channel_id,
  name: row.name ?? row.channel_id,
  before: { number: row.known_number, snapshot: row.known },
  after: { number: row.found_number, snapshot: row.found },
})
