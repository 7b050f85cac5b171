import 'server-only'
import { systemActor } from '@/lib/audit/event'
import { recordEvent } from '@/lib/audit/record'
import type { Sql } from '@/lib/db'
import type { Claim } from '@/lib/operations/claim'

/** Remembers, for every later call of the account, that it takes no more items at once; an event says so when it is news. */
export async function lowerChunkLimit(sql: Sql, claim: Claim, limit: number): Promise<void> {
  const [changed] = await sql<{ name: string; before: number | null }>(
    `update connection set chunk_limit = $2 from (select id, name, chunk_limit as before from connection where id = $1 for update) held
      where connection.id = held.id and (held.before is null or held.before > $2) returning held.name, held.before`,
    [claim.connectionId, limit],
  )
  if (!changed) return
  await recordEvent(sql, {
    phase: 'outcome',
    action: 'connection.update',
    outcome: 'succeeded',
    actor: systemActor('runner'),
    target: { type: 'connection', id: claim.connectionId, name: changed.name },
    connectionId: claim.connectionId,
    operationId: claim.operationId,
    before: { chunkLimit: changed.before },
    after: { chunkLimit: limit },
  })
}
