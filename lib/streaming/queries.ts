import 'server-only'
import { sql } from '@/lib/db'
import { shownAddress } from '@/lib/streaming/place'
import type { Place, SinkKind, SinkState, SinkView } from '@/lib/streaming/schema'

type Row = {
  id: string
  kind: SinkKind
  name: string
  place: Place
  has_secret: boolean
  previous_until: Date | null
  state: SinkState
  sent: string
  waiting: string
  waiting_since: Date | null
  failing_since: Date | null
  attempts: number
  next_at: Date
  last_error: string | null
  last_sent_at: Date | null
}

/** Every sink by name, with how far it is behind the seal. */
export async function listSinks(): Promise<SinkView[]> {
  const rows = await sql<Row>(
    `select sink.id, kind, name, place, secret is not null as has_secret,
            case when previous_until > clock_timestamp() then previous_until end as previous_until, state, sent,
            greatest(0, coalesce((select tree_size from audit_batch order by batch_no desc limit 1), 0) - cursor_leaf) as waiting,
            leaf.occurred_at as waiting_since, failing_since, attempts, next_at, last_error, last_sent_at
       from stream_sink sink left join audit_leaf leaf on leaf.leaf_no = sink.cursor_leaf
      order by lower(name)`,
  )
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    name: row.name,
    // One that was added before addresses were encrypted has its whole address here.
    place: row.place.url ? { url: shownAddress(row.place.url) } : row.place,
    hasSecret: row.has_secret,
    previousUntil: row.previous_until?.toISOString() ?? null,
    state: row.state,
    sent: Number(row.sent),
    waiting: Number(row.waiting),
    waitingSince: row.waiting_since?.toISOString() ?? null,
    failingSince: row.failing_since?.toISOString() ?? null,
    attempts: row.attempts,
    nextAt: row.next_at.toISOString(),
    lastError: row.last_error,
    lastSentAt: row.last_sent_at?.toISOString() ?? null,
  }))
}
