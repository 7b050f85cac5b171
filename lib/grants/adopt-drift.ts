import 'server-only'
import { recordEvents } from '@/lib/audit/record'
import { getConnection } from '@/lib/connections/queries'
import { inTransaction } from '@/lib/db'
import { failure, success } from '@/lib/errors'
import { adoptEvent, type DifferenceRow } from '@/lib/grants/drift-event'
import { adoptInput } from '@/lib/grants/drift-schema'
import { defineWrite } from '@/lib/write'

/**
 * Takes what the upstream says for true: it is what we know from now on. Nothing is sent. A difference that somebody
 * else settled meanwhile, or that changed once more, is left alone and not counted.
 */
export const adoptDrift = defineWrite({
  name: 'grant.adopt',
  permission: 'grant.write',
  input: adoptInput,
  target: (input) => ({ type: 'connection', id: input.connectionId, name: '' }),
  run: async ({ connectionId, driftIds, reason }, { actor }) => {
    if (!(await getConnection(connectionId))) return failure('connection_missing')
    return inTransaction(async (sql) => {
      const rows = await sql<DifferenceRow>(
        `update grant_drift drift set closed_at = clock_timestamp(), resolution = 'adopted', closed_by_name = $3, closed_reason = $4
          where connection_id = $1 and id = any($2) and closed_at is null
          returning drift.*,
            (select name from drama where drama.connection_id = drift.connection_id and drama.drama_id = drift.drama_id) as drama_name,
            coalesce((select name from licensee where licensee.appid = drift.appid), drift.appid) as licensee_name`,
        [connectionId, driftIds, actor.name, reason],
      )
      await sql(
        `insert into known_grant (connection_id, drama_id, appid, is_held, expires_at, source, person_name, known_at)
         select $1, drama_id, appid, found_held, found_expires_at, 'adopted', $3, clock_timestamp()
           from jsonb_to_recordset($2::jsonb) as drift(drama_id text, appid text, found_held boolean, found_expires_at timestamptz)
         on conflict (connection_id, appid, drama_id) do update
           set is_held = excluded.is_held, expires_at = excluded.expires_at, source = 'adopted', operation_id = null,
               person_name = excluded.person_name, known_at = excluded.known_at`,
        [connectionId, JSON.stringify(rows), actor.name],
      )
      await recordEvents(
        sql,
        rows.map((row) => adoptEvent(actor, connectionId, row, reason)),
      )
      return success({ adopted: rows.length, left: driftIds.length - rows.length })
    })
  },
})
