import 'server-only'
import { compareVersions } from '@/lib/channels/compare-versions-schema'
import { toOpenDrift } from '@/lib/channels/drift-queries'
import type { ChannelDriftKind, ChannelDriftLine, ChannelDriftResolution } from '@/lib/channels/drift-schema'
import { doorsOf, shorten } from '@/lib/channels/list-versions'
import { withFreshPrints } from '@/lib/channels/same-conditions'
import { type Snapshot, snapshotSchema } from '@/lib/channels/stored-conditions'
import { storedOf } from '@/lib/channels/versions'
import { sql } from '@/lib/db'
import { toLikePattern } from '@/lib/pinyin'
import type { Json } from '@/lib/secrets/redact'

export type ChannelDriftFilter = {
  connectionId: string
  view: 'open' | 'closed'
  kind: ChannelDriftKind | null
  q: string
}
export type ChannelDriftPage = { rows: ChannelDriftLine[]; next: string | null }

type Row = {
  id: string
  channel_id: string
  name: string | null
  kind: ChannelDriftKind
  known_number: number
  found_number: number
  found_at: Date
  last_seen_at: Date
  event_id: string | null
  closed_at: Date | null
  resolution: ChannelDriftResolution | null
  closed_by_name: string | null
  closed_reason: string | null
  closed_number: number | null
  known_id: string
  known_snapshot: Json
  known_secrets: string | null
  found_id: string
  found_snapshot: Json
  found_secrets: string | null
  rank: number
  moment: string
}

const PAGE = 50
/** The worst first: a channel that stands open to everyone. */
const rankOf = `array_position(array['opened', 'doors', 'values'], drift.kind)`

/** A page of differences: open ones by kind, closed ones by when they were closed; newest first in either. */
export async function listChannelDrifts(
  filter: ChannelDriftFilter,
  cursor: string | null,
  limit = PAGE,
): Promise<ChannelDriftPage> {
  const isOpen = filter.view === 'open'
  const moment = isOpen ? 'drift.found_at' : 'drift.closed_at'
  const rank = isOpen ? rankOf : '0::integer'
  const place = readCursor(cursor)
  const rows = await sql<Row>(
    `select drift.id, drift.channel_id, channel.name, drift.kind, drift.known_number, drift.found_number, drift.found_at,
            drift.last_seen_at, drift.event_id, drift.closed_at, drift.resolution, drift.closed_by_name, drift.closed_reason,
            closing.number as closed_number, known.id as known_id, known.snapshot as known_snapshot,
            known.secrets_ciphertext as known_secrets, found.id as found_id, found.snapshot as found_snapshot,
            found.secrets_ciphertext as found_secrets, ${rank} as rank, ${moment}::text as moment
       from channel_drift drift
       join condition_version known on known.connection_id = drift.connection_id and known.channel_id = drift.channel_id
            and known.number = drift.known_number
       join condition_version found on found.connection_id = drift.connection_id and found.channel_id = drift.channel_id
            and found.number = drift.found_number
       left join channel on channel.connection_id = drift.connection_id and channel.channel_id = drift.channel_id
       left join operation closing on closing.id = drift.closed_operation_id
      where drift.connection_id = $1 and drift.closed_at is ${isOpen ? '' : 'not'} null
        and ($2::text is null or drift.kind = $2)
        and ($3 = '' or channel.name ilike $4 or channel.pinyin like $5 or drift.channel_id like $6)
        and ($7::int is null or ${rank} > $7 or (${rank} = $7 and (${moment}, drift.id) < ($8::timestamptz, $9::uuid)))
      order by ${rank}, ${moment} desc, drift.id desc limit ${limit + 1}`,
    [
      filter.connectionId,
      filter.kind,
      filter.q,
      toLikePattern(filter.q),
      toLikePattern(filter.q.toLowerCase().replace(/[\s']/g, '')),
      toLikePattern(filter.q).slice(1),
      place?.rank ?? null,
      place?.moment ?? null,
      place?.id ?? null,
    ],
  )
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return { rows: page.map(toLine), next: rows.length > limit && last ? writeCursor(last) : null }
}

const writeCursor = ({ rank, moment, id }: Row): string =>
  Buffer.from(JSON.stringify([rank, moment, id])).toString('base64url')

function readCursor(text: string | null): { rank: number; moment: string; id: string } | null {
  if (!text) return null
  try {
    const [rank, moment, id] = JSON.parse(Buffer.from(text, 'base64url').toString()) as unknown[]
    const isReal =
      Number.isInteger(rank) &&
      /^\d{4}-\d{2}-\d{2} [\d:.+-]{8,24}$/.test(String(moment)) &&
      /^[0-9a-f-]{36}$/.test(String(id))
    return isReal ? { rank: Number(rank), moment: String(moment), id: String(id) } : null
  } catch {
    return null
  }
}

const snapshotOf = (id: string, snapshot: Json, secrets_ciphertext: string | null): Snapshot =>
  snapshotSchema.parse(withFreshPrints(storedOf({ id, snapshot, secrets_ciphertext })))

function toLine(row: Row): ChannelDriftLine {
  const known = snapshotOf(row.known_id, row.known_snapshot, row.known_secrets)
  const found = snapshotOf(row.found_id, row.found_snapshot, row.found_secrets)
  return {
    ...toOpenDrift(row),
    channelName: row.name,
    known: doorsOf(known),
    found: doorsOf(found),
    changes: compareVersions(known, found)
      .filter((field) => field.isChanged)
      .map(shorten),
    lastSeenAt: row.last_seen_at.toISOString(),
    closed:
      row.closed_at && row.resolution
        ? {
            at: row.closed_at.toISOString(),
            resolution: row.resolution,
            byName: row.closed_by_name,
            reason: row.closed_reason,
            operationNumber: row.closed_number,
          }
        : null,
  }
}
