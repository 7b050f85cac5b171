import 'server-only'
import { compareVersions, type VersionField } from '@/lib/channels/compare-versions-schema'
import { withFreshPrints } from '@/lib/channels/same-conditions'
import { type Snapshot, snapshotSchema } from '@/lib/channels/stored-conditions'
import { latestNumber, openVersion } from '@/lib/channels/versions'
import type { VersionLine, VersionPage, VersionSource } from '@/lib/channels/versions-schema'
import { sql } from '@/lib/db'

const PAGE = 20
const TEXT_SHOWN = 80

type Row = {
  number: number
  source: VersionSource
  created_at: Date
  restored_number: number | null
  operation_number: number | null
  person_name: string | null
  reason: string | null
  adopted_by: string | null
  adopted_reason: string | null
  is_open_drift: boolean
}

/** A page of versions, newest first, each with what it changed. `before`: only numbers below this one. */
export async function listVersions(
  connectionId: string,
  channelId: string,
  { source, before }: { source: VersionSource | null; before: number | null },
): Promise<VersionPage> {
  const rows = await sql<Row>(
    `select version.number, version.source, version.created_at, version.restored_number, operation.number as operation_number,
            operation.actor_name as person_name, operation.reason, adopted.closed_by_name as adopted_by,
            adopted.closed_reason as adopted_reason,
            exists (select 1 from channel_drift drift where drift.connection_id = $1 and drift.channel_id = $2
                     and drift.found_number = version.number and drift.closed_at is null) as is_open_drift
       from condition_version version
       left join operation on operation.id = version.operation_id
       left join channel_drift adopted on adopted.connection_id = $1 and adopted.channel_id = $2
             and adopted.found_number = version.number and adopted.resolution = 'adopted'
      where version.connection_id = $1 and version.channel_id = $2
        and ($3::text is null or version.source = $3) and ($4::int is null or version.number < $4)
      order by version.number desc limit ${PAGE + 1}`,
    [connectionId, channelId, source, before],
  )
  const shown = rows.slice(0, PAGE)
  const snapshots = await snapshotsOf(
    connectionId,
    channelId,
    shown.flatMap(({ number }) => [number, number - 1]),
  )
  return {
    rows: shown.flatMap((row) => {
      const snapshot = snapshots.get(row.number)
      return snapshot ? [toLine(row, snapshot, snapshots.get(row.number - 1) ?? null)] : []
    }),
    latest: await latestNumber(connectionId, channelId),
    next: rows.length > PAGE ? (shown.at(-1)?.number ?? null) : null,
  }
}

/** Versions as they may be shown and compared: secrets as fingerprints of today's key. Unknown numbers are absent. */
async function snapshotsOf(
  connectionId: string,
  channelId: string,
  numbers: readonly number[],
): Promise<Map<number, Snapshot>> {
  const found = new Map<number, Snapshot>()
  for (const number of new Set(numbers)) {
    const version = number > 0 ? await openVersion(sql, connectionId, channelId, number) : null
    if (version) found.set(number, snapshotSchema.parse(withFreshPrints(version)))
  }
  return found
}

const toLine = (row: Row, snapshot: Snapshot, previous: Snapshot | null): VersionLine => ({
  number: row.number,
  source: row.source,
  createdAt: row.created_at.toISOString(),
  receipt:
    row.operation_number === null
      ? null
      : { number: row.operation_number, personName: row.person_name ?? '', reason: row.reason ?? '' },
  restoredNumber: row.restored_number,
  adopted: row.adopted_by === null ? null : { byName: row.adopted_by, reason: row.adopted_reason ?? '' },
  isOpenDrift: row.is_open_drift,
  changes:
    previous &&
    compareVersions(previous, snapshot)
      .filter((field) => field.isChanged)
      .map(shorten),
  doors: doorsOf(snapshot),
})

export const doorsOf = ({ primary, secondary }: Snapshot): VersionLine['doors'] => ({
  primary: { enabled: primary.enabled, type: primary.type },
  secondary: { enabled: secondary.enabled, type: secondary.type },
})

/** A list needs no ten thousand characters of a notice. */
export function shorten(field: VersionField): VersionField {
  const cut = (value: VersionField['before']): VersionField['before'] =>
    value.kind === 'text' ? { kind: 'text', text: value.text.slice(0, TEXT_SHOWN) } : value
  return { ...field, before: cut(field.before), after: cut(field.after) }
}

/** Two versions side by side. Null when one of them is not there. */
export async function readComparison(connectionId: string, channelId: string, from: number, to: number) {
  const snapshots = await snapshotsOf(connectionId, channelId, [from, to])
  const [before, after] = [snapshots.get(from), snapshots.get(to)]
  if (!before || !after) return null
  const rows = await sql<{ number: number; source: VersionSource; created_at: Date }>(
    'select number, source, created_at from condition_version where connection_id = $1 and channel_id = $2 and number = any($3)',
    [connectionId, channelId, [from, to]],
  )
  const sideOf = (number: number) => {
    const row = rows.find((one) => one.number === number)
    return { number, source: row?.source ?? ('first_read' as const), createdAt: row?.created_at.toISOString() ?? '' }
  }
  return { from: sideOf(from), to: sideOf(to), fields: compareVersions(before, after) }
}
