import 'server-only'
import { sql } from '@/lib/db'
import { failure, success } from '@/lib/errors'
import { restoreInput } from '@/lib/grants/drift-schema'
import { slipPairs } from '@/lib/grants/slip-pairs'
import { defineWrite } from '@/lib/write'

/**
 * Puts what we knew onto slips, one per expiry, to be previewed and submitted as any other grant. Only single dramas that
 * are missing or end at another time can be restored so; the rest is counted as left.
 */
export const restoreDrift = defineWrite({
  name: 'grant.restore',
  permission: 'grant.write',
  input: restoreInput,
  target: (input) => ({ type: 'connection', id: input.connectionId, name: '' }),
  run: async ({ connectionId, driftIds }, { actor }) => {
    const rows = await sql<{ drama_id: string; appid: string; known_expires_at: Date | null }>(
      `select drama_id, appid, known_expires_at from grant_drift
        where connection_id = $1 and id = any($2) and closed_at is null and known_held and drama_id <> ''`,
      [connectionId, driftIds],
    )
    if (rows.length === 0) return failure('not_found')
    const pairs = rows.map((row) => ({ dramaId: row.drama_id, appid: row.appid, expiresAt: row.known_expires_at }))
    const made = await slipPairs(connectionId, pairs, actor)
    return success({ ...made, left: driftIds.length - rows.length })
  },
})
