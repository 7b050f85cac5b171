import 'server-only'
import type { Target } from '@/lib/audit/event'
import { preparedSql as sql } from '@/lib/db'
import { decryptSecret, encryptSecret } from '@/lib/secrets/key-ring'
import { Secret } from '@/lib/secrets/secret'
import type { Place, SinkKind, SinkState } from '@/lib/streaming/schema'

export type Sink = {
  id: string
  kind: SinkKind
  name: string
  place: Place
  state: SinkState
  cursor: number
  pendingEnd: number | null
  replays: number
  revision: number
  /** Until when it is this process's; also what tells its claim from a later one. */
  claimedUntil: Date | null
  attempts: number
  failingSince: Date | null
  /** A webhook's; empty for others. */
  address: Secret
  /** The newest first; two while one takes over from the other. */
  secrets: Secret[]
}

type Row = {
  id: string
  kind: SinkKind
  name: string
  place: Place
  state: SinkState
  secret: string | null
  previous_secret: string | null
  previous_until: Date | null
  cursor_leaf: string
  pending_end: string | null
  replays: number
  revision: number
  claimed_until: Date | null
  address: string | null
  attempts: number
  failing_since: Date | null
}

export const sinkTarget = (sink: { id: string; name: string }): Target => ({
  type: 'system',
  id: `stream:${sink.id}`,
  name: sink.name,
})

const contextOf = (id: string): string => `stream_sink:secret:${id}`
export const sealSinkSecret = (id: string, secret: string): string => encryptSecret(secret, contextOf(id))

const addressContext = (id: string): string => `stream_sink:address:${id}`
export const sealAddress = (id: string, address: string): string => encryptSecret(address, addressContext(id))

/** The whole address of a webhook; one that was kept before addresses were encrypted still stands in its place. */
export const addressOf = ({ id, address, place }: Pick<Row, 'id' | 'address' | 'place'>): string =>
  address === null ? (place.url ?? '') : decryptSecret(address, addressContext(id))

function toSink(row: Row): Sink {
  const isBoth =
    row.previous_secret !== null && row.previous_until !== null && row.previous_until.getTime() > Date.now()
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    place: row.place,
    state: row.state,
    cursor: Number(row.cursor_leaf),
    pendingEnd: row.pending_end === null ? null : Number(row.pending_end),
    replays: row.replays,
    revision: row.revision,
    claimedUntil: row.claimed_until,
    address: new Secret(addressOf(row)),
    attempts: row.attempts,
    failingSince: row.failing_since,
    secrets: [row.secret, isBoth ? row.previous_secret : null]
      .filter((secret) => secret !== null)
      .map((secret) => new Secret(decryptSecret(secret, contextOf(row.id)))),
  }
}

const SINK_COLUMNS = `id, kind, name, place, state, secret, previous_secret, previous_until, cursor_leaf, pending_end,
  replays, revision, claimed_until, address, attempts, failing_since`

export async function findSink(id: string): Promise<Sink | null> {
  const [row] = await sql<Row>(`select ${SINK_COLUMNS} from stream_sink where id = $1`, [id])
  return row ? toSink(row) : null
}

/** Takes a due sink for a while, so that no other process sends beside this one. */
export async function claimSink(id: string, forMs: number): Promise<Sink | null> {
  const [row] = await sql<Row>(
    `update stream_sink set claimed_until = clock_timestamp() + make_interval(secs => $2::double precision / 1000)
      where id = $1 and state = 'on' and next_at <= clock_timestamp() and (claimed_until is null or claimed_until < clock_timestamp())
      returning ${SINK_COLUMNS}`,
    [id, forMs],
  )
  return row ? toSink(row) : null
}

export const dueSinks = async (): Promise<string[]> =>
  (
    await sql<{ id: string }>(
      `select id from stream_sink where state = 'on' and next_at <= clock_timestamp()
          and (claimed_until is null or claimed_until < clock_timestamp()) order by next_at`,
    )
  ).map(({ id }) => id)
