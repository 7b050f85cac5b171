import 'server-only'
import type { RunningWork } from '@/lib/operations/running-schema'
import { readOne, toRead } from '@/lib/read'

/** How much is under way and how far it is: a few rows of the tallies, however many items. */
export const runningWork = toRead(
  `select count(distinct operation.id)::int as operations,
            case when count(distinct operation.id) = 1 then min(operation.number) end as number,
            coalesce(sum(items) filter (where tally.state not in ('skipped', 'blocked')), 0)::int as "toSend",
            coalesce(sum(items) filter (where tally.state not in ('skipped', 'blocked') and tally.verdict <> ''), 0)::int as settled
       from operation left join operation_tally tally on tally.operation_id = operation.id
      where operation.state <> 'done'`,
  [],
  ([row]: RunningWork[]): RunningWork => row ?? { operations: 0, number: null, toSend: 0, settled: 0 },
)

export const readRunningWork = (): Promise<RunningWork> => readOne(runningWork)
