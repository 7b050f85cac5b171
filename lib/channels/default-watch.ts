import 'server-only'
import { z } from 'zod'
import { conditionsFingerprint, wholeFingerprint } from '@/lib/channels/conditions-view'
import { ACCOUNT_DEFAULT } from '@/lib/channels/form-schema'
import { latestNumber, latestVersion, saveVersion } from '@/lib/channels/versions'
import { inTransaction, sql } from '@/lib/db'
import type { UpstreamConnection } from '@/lib/http'
import type { Alarm, LedgerItem } from '@/lib/operations/driver'
import type { ConditionsReading } from '@/lib/polyv/conditions'
import { getConditions } from '@/lib/polyv/get-conditions'

/** The account default as it was seen beside a write that must not touch it. */
export type DefaultSeen = { print: string; version: number | null }

const seenSchema = z.object({ print: z.string(), version: z.number().nullable() })

/** A replica may still show what stood before our own last write of the default. */
const OWN_WRITE_MINUTES = 10

/**
 * Reads the account default and keeps it as a version, so that it can be restored, secrets included.
 * @throws UpstreamError
 */
export async function seeDefault(
  connection: UpstreamConnection,
): Promise<DefaultSeen & { reading: ConditionsReading }> {
  const seen = await latestNumber(connection.id, ACCOUNT_DEFAULT)
  const reading = await getConditions(connection, { kind: 'account_default' })
  await inTransaction((within) => saveVersion(within, connection.id, ACCOUNT_DEFAULT, reading, { by: 'reading', seen }))
  const latest = await latestVersion(connection.id, ACCOUNT_DEFAULT)
  return { print: wholeFingerprint(reading), version: latest?.number ?? null, reading }
}

/** What the ledger kept of the look before the call; null when there is none. */
export const seenBefore = (item: LedgerItem): DefaultSeen | null => seenSchema.safeParse(item.witness).data ?? null

/**
 * Looks at the account default after a write. Null while it stands as before, or as we ourselves last wrote it; else what
 * must be told, with the versions before and after.
 * @throws UpstreamError
 */
export async function alarmOfDefault(
  connection: UpstreamConnection,
  before: DefaultSeen,
  target: { channelId: string; operationId: string },
): Promise<Alarm | null> {
  const reading = await getConditions(connection, { kind: 'account_default' })
  const print = wholeFingerprint(reading)
  if (print === before.print || (await isOurLastWrite(connection.id, reading))) return null
  const after = await seeDefault(connection)
  return {
    code: 'default_touched',
    closesConnection: true,
    detail: {
      ...target,
      before: before.print,
      after: print,
      versionBefore: before.version,
      versionAfter: after.version,
    },
  }
}

async function isOurLastWrite(connectionId: string, reading: ConditionsReading): Promise<boolean> {
  const [row] = await sql<{ fingerprint: string }>(
    `select fingerprint from condition_version
      where connection_id = $1 and channel_id = $2 and source in ('ours', 'rollback')
        and created_at > clock_timestamp() - interval '${OWN_WRITE_MINUTES} minutes'
      order by number desc limit 1`,
    [connectionId, ACCOUNT_DEFAULT],
  )
  return row?.fingerprint === conditionsFingerprint(reading)
}
