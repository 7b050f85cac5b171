import 'server-only'
import { placeOf } from '@/lib/audit/place'
import { listOperationEvents } from '@/lib/audit/queries'
import { listSentChanges } from '@/lib/channels/sent-changes'
import { listNotes } from '@/lib/notes/queries'
import { getCourse } from '@/lib/operations/course'
import { eventCounts } from '@/lib/operations/event-counts'
import { failureCauses } from '@/lib/operations/failure-causes'
import { listChildren } from '@/lib/operations/family'
import { listChecks, openQuestions } from '@/lib/operations/item-checks'
import { licenseeGroups } from '@/lib/operations/licensee-groups'
import { listItems } from '@/lib/operations/list-items'
import { getProgress } from '@/lib/operations/progress'
import { getOperation, listCalls } from '@/lib/operations/queries'
import { retryCauses } from '@/lib/operations/retry-items'
import { retryableActions } from '@/lib/operations/retry-schema'
import { type ItemGroup, itemGroups, type OperationView, type Progress } from '@/lib/operations/schema'
import { countOpenShares } from '@/lib/sharing/queries'
import type { ItemBlock } from './item-section'
import { tellCauses } from './partner-message'
import { isNarrowed, type ReceiptView } from './search-params'

const SHOWN_WORST = 20
const SHOWN_OTHERS = 5
const PER_PAGE = 100
const CALLS_SHOWN = 20

const worst: readonly ItemGroup[] = ['failed', 'mismatch', 'unknown', 'partial']

/** All a receipt shows, read at once. Null when there is no such operation. */
export async function loadReceipt(id: string, view: ReceiptView) {
  const found = await getOperation(id)
  if (!found) return null
  const progress = await getProgress(found.id)
  // One that ended in between is read again: a page that calls it running beside its last counts would never look anew.
  const operation = progress?.state === 'done' && found.state !== 'done' ? await getOperation(found.id) : found
  if (!operation) return null
  const isRetryable = operation.state === 'done' && retryableActions.includes(operation.action)
  const isUnsure = operation.verdict === 'unknown'
  const [course, causes, calls, [requested], children, left, open, checks, notes, related, openShares] =
    await Promise.all([
      getCourse(operation.id),
      failureCauses(operation.id),
      listCalls(operation.id, CALLS_SHOWN),
      listOperationEvents(operation.id, 1),
      listChildren(operation.id),
      isRetryable ? retryCauses(operation.id) : [],
      isUnsure ? openQuestions(operation.id) : { questions: [], count: 0 },
      isUnsure ? listChecks(operation.id) : [],
      listNotes({ type: 'operation', id: operation.id }),
      eventCounts(operation.id),
      countOpenShares({ type: 'operation', id: operation.id }),
    ])
  if (!progress || !course) return null
  const [blocks, told, licensees, place] = await Promise.all([
    loadBlocks(operation, progress, view).then((found) => withChanges(operation, found)),
    tellCauses(causes, operation),
    view.by === 'licensee' && !isNarrowed(view) ? licenseeGroups(operation.id) : null,
    related.lastEventId ? placeOf(related.lastEventId) : null,
  ])
  return {
    operation,
    progress,
    course,
    calls,
    requested,
    blocks,
    causes: told,
    licensees,
    children,
    open,
    checks,
    notes,
    openShares,
    events: { ...related, place },
    /** How many items may be tried again: failed for certain, and not settled by a retry since. */
    retryable: left.reduce((total, cause) => total + cause.count, 0),
  }
}

export type Receipt = NonNullable<Awaited<ReturnType<typeof loadReceipt>>>

/** One save for many channels: what it was to change of each. A save for one says so above the list. */
const forManyChannels: readonly string[] = ['channel.conditions.apply', 'channel.drift.restore']

async function withChanges(operation: OperationView, blocks: ItemBlock[]): Promise<ItemBlock[]> {
  if (!forManyChannels.includes(operation.action)) return blocks
  const changes = await listSentChanges(blocks.flatMap((block) => block.items.map((item) => item.id)))
  return blocks.map((block) => ({ ...block, changes }))
}

async function loadBlocks(operation: OperationView, progress: Progress, view: ReceiptView): Promise<ItemBlock[]> {
  if (view.by === 'licensee' && !isNarrowed(view)) return []
  if (isNarrowed(view)) {
    const page = await listItems(operation.id, {
      after: view.after,
      limit: PER_PAGE,
      ...(view.show ? { group: view.show } : {}),
      ...(view.cause ? { causeKey: view.cause } : {}),
      ...(view.licensee ? { groupKey: view.licensee } : {}),
      ...(view.text ? { text: view.text } : {}),
    })
    return [{ group: view.show, ...page }]
  }
  const groups = itemGroups.filter((group) => progress.counts[group] > 0)
  const limitOf = (group: ItemGroup) =>
    groups.length === 1 ? PER_PAGE : worst.includes(group) ? SHOWN_WORST : SHOWN_OTHERS
  return Promise.all(
    groups.map(async (group) => ({ group, ...(await listItems(operation.id, { group, limit: limitOf(group) })) })),
  )
}
