import 'server-only'
import { createHash } from 'node:crypto'
import { openConnection } from '@/lib/connections/queries'
import { sql } from '@/lib/db'
import { freshenCatalogue } from '@/lib/dramas/queries'
import type { AccountPlan } from '@/lib/grants/account-plan-schema'
import { readAccountUntil } from '@/lib/grants/account-reads'
import { readHeldBy } from '@/lib/grants/upstream-reads'
import { findLicensees } from '@/lib/licensees/queries'

const CATALOGUE_AGE_MS = 10 * 60_000

/** Where a licensee stands before its account-level grant is made, moved or taken back. @throws UpstreamError */
export async function planAccount(
  { connectionId, appid }: { connectionId: string; appid: string },
  maxAgeMs: number,
): Promise<AccountPlan> {
  const [{ connection }, [licensee]] = await Promise.all([
    openConnection(connectionId),
    findLicensees(connectionId, [appid]),
  ])
  await freshenCatalogue(connectionId, CATALOGUE_AGE_MS)
  const held = (await readAccountUntil(connection, maxAgeMs)).get(appid) ?? null
  const now = (Date.now() + connection.clockOffsetMs()) / 1000
  const dramas = [...((await readHeldBy(connection, [appid], maxAgeMs)).get(appid) ?? [])]
    .filter(([, until]) => until === 0 || until > now)
    .map(([dramaId]) => dramaId)
  const [figures] = await sql<{ playable: number; granted: number }>(
    `select count(*)::int as playable, (count(*) filter (where drama_id = any($2)))::int as granted
       from drama where connection_id = $1 and gone_at is null and audit_state = 'passed' and play_state = 'playable'`,
    [connectionId, dramas],
  )
  const playable = figures?.playable ?? 0
  return {
    licensee: {
      appid,
      name: licensee?.name ?? appid,
      isListed: licensee?.isListed ?? false,
      lastRefusalCode: licensee?.lastRefusalCode ?? null,
    },
    held,
    playable,
    dramaGrants: dramas.length,
    onlyByAccount: playable - (figures?.granted ?? 0),
    plannedAt: new Date().toISOString(),
    planKey: createHash('sha256')
      .update(JSON.stringify([appid, held]))
      .digest('base64url'),
  }
}
