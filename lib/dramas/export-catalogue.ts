import 'server-only'
import type { Actor } from '@/lib/audit/event'
import { recordAlone } from '@/lib/audit/record-alone'
import { listCatalogue } from '@/lib/dramas/list-catalogue'
import type { CatalogueFilter, DramaLine } from '@/lib/dramas/schema'

const PER_READ = 1000
const MOST_ROWS = 100_000

/** Every drama the filter finds, a page at a time. */
export async function* eachDrama(connectionId: string, filter: CatalogueFilter): AsyncGenerator<DramaLine> {
  let cursor: string | undefined
  for (let read = 0; read < MOST_ROWS; read += PER_READ) {
    const page = await listCatalogue(connectionId, filter, cursor, PER_READ)
    yield* page.dramas
    if (page.next === null) return
    cursor = page.next
  }
}

/** A copy of the catalogue left the desk: who took it is an event. */
export async function recordCatalogueExport(
  actor: Actor,
  connection: { id: string; name: string },
  requestId: string,
): Promise<void> {
  await recordAlone({
    phase: 'read',
    action: 'drama.export',
    outcome: 'succeeded',
    actor,
    target: { type: 'connection', id: connection.id, name: connection.name },
    connectionId: connection.id,
    requestId,
  })
}
