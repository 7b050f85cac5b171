import 'server-only'
import type { NewEvent } from '@/lib/audit/event'

type Told = { id: string; name: string; query: string; isShared: boolean }

const facts = ({ name, query, isShared }: Told) => ({ name, query, isShared })

/** What became of a saved view, from what to what. */
export const viewEvent = (
  action: 'audit.view.save' | 'audit.view.update' | 'audit.view.delete',
  actor: NewEvent['actor'],
  requestId: string,
  { before, after }: { before?: Told; after?: Told },
): NewEvent => ({
  phase: 'outcome',
  action,
  outcome: 'succeeded',
  actor,
  requestId,
  target: { type: 'system', id: (after ?? before)?.id ?? '', name: (after ?? before)?.name ?? '' },
  ...(before ? { before: facts(before) } : {}),
  ...(after ? { after: facts(after) } : {}),
})
