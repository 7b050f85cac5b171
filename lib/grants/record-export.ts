import 'server-only'
import type { Actor } from '@/lib/audit/event'
import { recordAlone } from '@/lib/audit/record-alone'

/** A list of grants left the desk: who took which is an event. */
export async function recordGrantExport(
  actor: Actor,
  connection: { id: string; name: string },
  list: 'grants' | 'accounts' | 'drift' | 'expiring',
  requestId: string,
): Promise<void> {
  await recordAlone({
    phase: 'read',
    action: 'grant.export',
    outcome: 'succeeded',
    actor,
    target: { type: 'connection', id: connection.id, name: connection.name },
    connectionId: connection.id,
    detail: { list },
    requestId,
  })
}
