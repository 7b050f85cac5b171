import type { EventStateName, Part } from '@/lib/audit/describe'

/** One line of what is known of an event; `href` belongs to `mono` where there is one, else to `text`. */
export type EventFact = { label: string; text?: string; mono?: string; href?: string; title?: string }

export type ChangeRow = { label: string; before: string; after: string; isChanged: boolean }

/** One event in the reader's words, for every frame that shows it. */
export type EventView = {
  id: string
  parts: Part[]
  state: { name: EventStateName; word: string }
  evidence: string[]
  when: { iso: string; text: string; utc: string }
  reason: { text: string; ticket: string | null } | null
  facts: EventFact[]
  changes: ChangeRow[]
  changedCount: number
  receipt: number | null
  /** Its operation is still at work, so its state will change. */
  isUnderWay: boolean
}
