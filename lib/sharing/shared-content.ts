import 'server-only'
import { placeOf } from '@/lib/audit/place'
import { getEvent, listOperationEvents } from '@/lib/audit/queries'
import type { EventRecord } from '@/lib/audit/schema'
import { sql } from '@/lib/db'
import { instantOf } from '@/lib/id'
import { listItems } from '@/lib/operations/list-items'
import { getProgress } from '@/lib/operations/progress'
import { getOperation } from '@/lib/operations/queries'
import type { OpenShare } from '@/lib/sharing/open-share'
import { redactEvent, redactValue } from '@/lib/sharing/redact-shared'
import { redactText } from '@/lib/sharing/redact-text'

const ITEMS_SHOWN = 200

/** What a share shows, already without what must not be seen. Null when its subject is gone. */
export async function sharedEvent({ subject, showsNames }: OpenShare, nobody: string): Promise<EventRecord | null> {
  const event = await getEvent(subject.id)
  return event ? redactEvent(event, showsNames, nobody) : null
}

export async function sharedReceipt({ subject, showsNames }: OpenShare, nobody: string) {
  const operation = await getOperation(subject.id)
  if (!operation) return null
  const [progress, [requested], page] = await Promise.all([
    getProgress(operation.id),
    listOperationEvents(operation.id, 1),
    listItems(operation.id, { limit: ITEMS_SHOWN }),
  ])
  if (!progress) return null
  const first = requested ? redactEvent(requested, showsNames, nobody) : null
  return {
    operation: {
      number: operation.number,
      action: operation.action,
      state: operation.state,
      verdict: operation.verdict,
      summary: redactValue(operation.summary, { showsNames }),
      actor: showsNames ? redactText(operation.actor.name) : nobody,
      reason: showsNames ? redactText(operation.reason) : null,
      createdAt: operation.createdAt,
      finishedAt: operation.finishedAt,
    },
    counts: progress.counts,
    total: progress.total,
    changes: first ? { before: first.before, after: first.after } : null,
    items: page.items.map((item) => ({
      id: item.id,
      name: redactText(item.targetName),
      group: item.group,
      expiresAt: item.shown.expiresAt,
      foundExpiresAt: item.shown.foundExpiresAt,
      code: item.code,
    })),
    unlisted: progress.total - page.items.length,
  }
}

export type SharedReceipt = NonNullable<Awaited<ReturnType<typeof sharedReceipt>>>

/** The event whose place in the seal speaks for the share: itself, or the last word on the receipt; its first until then. */
export async function provenEventOf({ subject }: OpenShare): Promise<string | null> {
  if (subject.type === 'event') return subject.id
  const [settled] = await sql<{ id: string }>(
    `select id from audit_event
      where target_type = 'operation' and target_id = $1 and operation_id = $1::uuid and phase = 'outcome' and occurred_at >= $2
        and action not like 'share.%' and action not like 'operation.%'
      order by occurred_at desc, seq desc limit 1`,
    [subject.id, new Date(instantOf(subject.id).getTime() - 60_000)],
  )
  const [first] = settled ? [] : await listOperationEvents(subject.id, 1)
  return settled?.id ?? first?.id ?? null
}

export const sharedPlace = async (share: OpenShare) => {
  const eventId = await provenEventOf(share)
  return eventId === null ? null : placeOf(eventId)
}
