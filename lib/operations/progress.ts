import 'server-only'
import { sql } from '@/lib/db'
import { isId } from '@/lib/id'
import { callsLeft, predictMs, usualGapMs } from '@/lib/operations/pace'
import { isPauseReason, type PauseReason, type Progress } from '@/lib/operations/progress-schema'
import { type Tally, tallyCounts } from '@/lib/operations/tally'

type OtherRow = {
  queued: number
  unsettled: number
  calls: number | null
  reads: number | null
  to_send: number | null
}

type ProgressRow = {
  state: Progress['state']
  verdict: Progress['verdict']
  cancelling: boolean
  wake_at: Date | null
  wait_reason: string | null
  now: Date
  planned_calls: number | null
  planned_reads: number | null
  calls_per_second: number | null
  paused_until: Date | null
  pause_code: string | null
  parked_until: Date | null
  parked_code: string | null
  tallies: Tally[] | null
  /** Newest first; the first is the number of the last call. */
  recent: { number: number; at: number; items: number }[] | null
  others: OtherRow[] | null
}

const SAMPLE = 60
const SAMPLE_S = 90
const WINDOW_MS = 10_000
const MOST_OTHERS = 20

/** Where one operation stands, its pace, and when it should end. A few rows, however many items. Null when there is none. */
export async function getProgress(operationId: string): Promise<Progress | null> {
  if (!isId(operationId)) return null
  const [row] = await sql<ProgressRow>(
    `select operation.state, operation.verdict, operation.cancel_requested_at is not null as cancelling, operation.wake_at,
            operation.wait_reason, clock_timestamp() as now, ${planned('calls')} as planned_calls, ${planned('reads')} as planned_reads,
            connection.calls_per_second, lane.paused_until, lane.pause_code, lane.parked_until, lane.parked_code,
            (select jsonb_agg(jsonb_build_object('state', state, 'verdict', verdict, 'wasSent', was_sent, 'items', items))
               from operation_tally where operation_id = operation.id) as tallies,
            (select jsonb_agg(jsonb_build_object('number', number, 'at', extract(epoch from started_at) * 1000, 'items', item_count) order by number desc)
               from (select number, started_at, item_count from operation_call
                      where operation_id = operation.id order by number desc limit ${SAMPLE}) latest) as recent,
            case when operation.state = 'running' then
              (select jsonb_agg(to_jsonb(counted)) from (
                 select ${planned('calls', 'other')} as calls, ${planned('reads', 'other')} as reads, ${planned('toSend', 'other')} as to_send,
                        coalesce(sum(items) filter (where tally.state = 'queued'), 0)::int as queued,
                        coalesce(sum(items) filter (where tally.verdict = ''), 0)::int as unsettled
                   from operation other join operation_tally tally on tally.operation_id = other.id
                  where other.connection_id = operation.connection_id and other.state = 'running' and other.id <> operation.id
                  group by other.id limit ${MOST_OTHERS}) counted) end as others
       from operation
       left join connection on connection.id = operation.connection_id
       left join rate_limit lane on lane.connection_id = operation.connection_id
      where operation.id = $1`,
    [operationId],
  )
  return row ? toProgress(row) : null
}

/** A figure of the plan the operation was submitted with. */
const planned = (key: 'calls' | 'reads' | 'toSend', operation = 'operation'): string =>
  `case when jsonb_typeof(${operation}.summary->'${key}') = 'number' then (${operation}.summary->>'${key}')::float8 end`

function toProgress(row: ProgressRow): Progress {
  const tally = tallyCounts(row.tallies ?? [])
  const recent = row.recent ?? []
  const left = leftOf(row, tally.states.queued, tally.unsettled, tally.toSend)
  const pause = pauseOf(row, tally.states.queued)
  const isDone = row.state === 'done'
  return {
    state: row.state,
    verdict: row.verdict,
    counts: tally.counts,
    states: tally.states,
    total: tally.total,
    toSend: tally.toSend,
    sent: tally.sent,
    settled: tally.settled,
    neverSent: tally.neverSent,
    calls: recent[0]?.number ?? 0,
    callsLeft: isDone ? null : left,
    reconciling: tally.states.unknown + tally.states.reconciling,
    isCancelling: row.cancelling && !isDone,
    wakeAt: row.state === 'waiting' && row.wake_at && row.wake_at > row.now ? row.wake_at.toISOString() : null,
    pause: isDone ? null : pause,
    ...paceOf(row, recent),
    finishAt: finishOf(row, left, pause, recent)?.toISOString() ?? null,
    now: row.now.toISOString(),
  }
}

function leftOf(row: ProgressRow, queued: number, unsettled: number, toSend: number): number {
  const recent = row.recent ?? []
  const seen = recent.reduce((sum, call) => sum + call.items, 0) / recent.length
  const perCall = recent.length > 0 ? seen : toSend / (row.planned_calls || toSend || 1)
  const perRead = row.planned_reads ? toSend / row.planned_reads : perCall
  return callsLeft({ toWrite: queued, toRead: unsettled }, perCall, perRead)
}

/** The account's rests come first: they hold whatever this operation itself waits for. */
function pauseOf(row: ProgressRow, queued: number): Progress['pause'] {
  const holds = (until: Date | null): until is Date => until !== null && until > row.now
  if (queued > 0 && holds(row.parked_until))
    return { reason: 'quota', until: row.parked_until.toISOString(), code: row.parked_code }
  if (holds(row.paused_until))
    return { reason: 'rate_limited', until: row.paused_until.toISOString(), code: row.pause_code }
  if (row.state !== 'waiting' || !holds(row.wake_at) || !isPauseReason(row.wait_reason)) return null
  return { reason: row.wait_reason satisfies PauseReason, until: row.wake_at.toISOString(), code: null }
}

function paceOf(row: ProgressRow, recent: NonNullable<ProgressRow['recent']>) {
  const now = row.now.getTime()
  const within = recent.filter((call) => call.at > now - WINDOW_MS)
  const [oldest] = recent.slice(-1)
  const seconds = Math.min(WINDOW_MS, now - (oldest?.at ?? now)) / 1_000
  if (row.state !== 'running' || seconds < 1 || within.length === 0)
    return { callsPerSecond: null, itemsPerSecond: null }
  const rate = (amount: number) => Math.round((amount / seconds) * 10) / 10
  return {
    callsPerSecond: rate(within.length),
    itemsPerSecond: rate(within.reduce((sum, call) => sum + call.items, 0)),
  }
}

/** Null where an end would be a guess: before the start, while asking again decides, or for a quota whose size nobody tells. */
function finishOf(
  row: ProgressRow,
  left: number,
  pause: Progress['pause'],
  recent: NonNullable<ProgressRow['recent']>,
): Date | null {
  const isPaused = pause?.reason === 'rate_limited' && pause.until !== null
  if (left === 0 || row.cancelling || (row.state !== 'running' && !isPaused) || (pause !== null && !isPaused))
    return null
  const now = row.now.getTime()
  const moments = recent.filter((call) => call.at > now - SAMPLE_S * 1_000).map((call) => call.at)
  const gapMs = usualGapMs(moments.reverse())
  const reads = row.planned_calls && row.planned_reads ? row.planned_reads / row.planned_calls : 0
  const predicted = predictMs({
    calls: left,
    callsPerSecond: row.calls_per_second ?? 1,
    measuredPerSecond: gapMs === null ? null : (1_000 / gapMs) * (1 + reads),
    others: (row.others ?? []).map((other) => othersLeft(other)),
    pausedMs: isPaused && pause.until ? Math.max(0, Date.parse(pause.until) - now) : 0,
  })
  return new Date(now + predicted)
}

function othersLeft({ queued, unsettled, calls, reads, to_send }: OtherRow): number {
  const items = to_send || 1
  return callsLeft({ toWrite: queued, toRead: unsettled }, calls ? items / calls : 1, reads ? items / reads : 1)
}
