import 'server-only'
import { sql } from '@/lib/db'
import { toSeconds } from '@/lib/grants/classify-cell'
import { readAccountHolders } from '@/lib/grants/upstream-reads'
import type { UpstreamConnection } from '@/lib/http'

/** appid → until when it holds the whole account, in seconds (0 permanent), no older than `maxAgeMs`. @throws UpstreamError */
export async function readAccountUntil(
  connection: UpstreamConnection,
  maxAgeMs: number,
): Promise<ReadonlyMap<string, number>> {
  await readAccountHolders(connection, maxAgeMs)
  const rows = await sql<{ appid: string; expires_at: Date | null }>(
    'select appid, expires_at from account_grant where connection_id = $1',
    [connection.id],
  )
  return new Map(rows.map((row) => [row.appid, toSeconds(row.expires_at)]))
}
