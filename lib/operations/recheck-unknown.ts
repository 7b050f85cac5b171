import 'server-only'
import { setTimeout as wait } from 'node:timers/promises'
import { type Actor, type NewEvent, type Outcome, systemActor, type Target } from '@/lib/audit/event'
import { recordEvents } from '@/lib/audit/record'
import { inTransaction, sql } from '@/lib/db'
import { env } from '@/lib/env'
import { type UpstreamConnection, UpstreamError } from '@/lib/http'
import type { OperationContext, OperationDriver, ReadBack } from '@/lib/operations/driver'
import { auditAction } from '@/lib/operations/events'
import { addChecks, isOpenQuestion, type NewCheck } from '@/lib/operations/item-checks'
import { type OpenItem, settledItems } from '@/lib/operations/items'

type RecheckDependencies = {
  drivers: ReadonlyMap<string, OperationDriver>
  connect: (connectionId: string) => Promise<{ connection: UpstreamConnection }>
}

const MOST = 1_000

/**
 * Reads the undecided items of a closed receipt once more. Present decides at once; absent only after the late-apply
 * window and two readings apart. What cannot be decided stays a question, with the time of this reading.
 */
export async function recheckUnknown(
  { operationId, actor }: { operationId: string; actor: { id: string; name: string; role: string } },
  { drivers, connect }: RecheckDependencies,
): Promise<void> {
  const [operation] = await sql<{ action: string; connection_id: string }>(
    `select action, connection_id from operation where id = $1 and state = 'done'`,
    [operationId],
  )
  const driver = operation && drivers.get(operation.action)
  if (!operation || !driver) return
  const { connection } = await connect(operation.connection_id)
  const context: OperationContext = { operationId, connection, actor }
  const items = await settledItems(sql, operationId, isOpenQuestion('item'), MOST)
  for (const group of Map.groupBy(items, (item) => item.groupKey).values()) {
    const first = await read(driver, context, group)
    const absent = group.filter((item) => mayBeAbsent(first.get(item.id)))
    if (absent.length > 0) await wait(env.ABSENT_READS_GAP_MS)
    const second = absent.length > 0 ? await read(driver, context, absent) : new Map<string, ReadBack>()
    const judged = group.map((item) => {
      const reading = second.get(item.id) ?? first.get(item.id)
      return { item, reading, answer: answerOf(item, reading, first.get(item.id)) }
    })
    await keep(driver, context, actor, judged)
  }
}

type Judged = { item: OpenItem; reading: ReadBack | undefined; answer: NewCheck['answer'] }

const mayBeAbsent = (reading: ReadBack | undefined): boolean => reading?.found === 'absent'

function answerOf(item: OpenItem, reading: ReadBack | undefined, first: ReadBack | undefined): NewCheck['answer'] {
  if (reading?.found === 'as_intended') return 'present'
  if (reading?.found === 'differs') return 'differs'
  if (reading?.found !== 'absent' || first?.found !== 'absent') return 'unreadable'
  const windowEnds = (item.sentAt?.getTime() ?? 0) + env.LATE_APPLY_WINDOW_MS
  return Date.now() > windowEnds ? 'absent' : 'unreadable'
}

async function read(
  driver: OperationDriver,
  context: OperationContext,
  items: OpenItem[],
): Promise<ReadonlyMap<string, ReadBack>> {
  try {
    const readings = await driver.readBack(context, items)
    return new Map(readings.map((reading) => [reading.itemId, reading]))
  } catch (error) {
    if (error instanceof UpstreamError) return new Map()
    throw error
  }
}

const outcomes: Record<NewCheck['answer'], Outcome> = {
  present: 'verified',
  absent: 'failed',
  differs: 'mismatch',
  unreadable: 'unknown',
}

async function keep(
  driver: OperationDriver,
  context: OperationContext,
  asker: { id: string; name: string; role: string },
  judged: readonly Judged[],
): Promise<void> {
  const actor: Actor = systemActor('runner')
  await inTransaction(async (run) => {
    await addChecks(
      run,
      context.operationId,
      asker,
      judged.map(({ item, reading, answer }) => ({
        itemId: item.id,
        source: 'read_back',
        answer,
        found: reading?.after ?? null,
        reason: null,
      })),
    )
    await driver.settle(
      run,
      context,
      judged.flatMap(({ item, reading, answer }) =>
        answer === 'present' && reading
          ? [{ item, verdict: reading.cause ? ('partial' as const) : ('verified' as const), after: reading.after }]
          : [],
      ),
    )
    await recordEvents(
      run,
      judged.map(({ item, reading, answer }): NewEvent => {
        const described = driver.describe(item, reading?.after ?? null)
        return {
          phase: 'reconcile',
          action: auditAction(driver.action),
          outcome: outcomes[answer],
          actor,
          target: { type: item.targetType as Target['type'], id: item.targetId, name: item.targetName },
          operationId: context.operationId,
          itemId: item.id,
          connectionId: context.connection.id,
          before: described.before,
          after: described.after,
          detail: { checkedAgain: true, answer, askedBy: asker.name },
        }
      }),
    )
  })
}
