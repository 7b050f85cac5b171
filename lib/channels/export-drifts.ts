import 'server-only'
import type { Actor } from '@/lib/audit/event'
import { recordAlone } from '@/lib/audit/record-alone'
import type { ChannelDriftKind, ChannelDriftLine } from '@/lib/channels/drift-schema'
import { type ChannelDriftFilter, type ChannelDriftPage, listChannelDrifts } from '@/lib/channels/list-drifts'
import { formatDateTime } from '@/lib/format'
import type { SheetCell } from '@/lib/sheets/write-xlsx'

const PAGE = 500

export type ChannelDriftWords = {
  kind: (kind: ChannelDriftKind) => string
  doors: (doors: ChannelDriftLine['known']) => string
  field: (field: ChannelDriftLine['changes'][number]) => string
  resolution: (closed: NonNullable<ChannelDriftLine['closed']>) => string
  name: (row: ChannelDriftLine) => string
  join: string
}

/** Exactly the filtered list, read a page at a time. */
export async function* exportChannelDrifts(
  filter: ChannelDriftFilter,
  words: ChannelDriftWords,
): AsyncGenerator<SheetCell[]> {
  let cursor: string | null = null
  do {
    const page: ChannelDriftPage = await listChannelDrifts(filter, cursor, PAGE)
    yield* page.rows.map((row) => toCells(row, words))
    cursor = page.next
  } while (cursor !== null)
}

const toCells = (row: ChannelDriftLine, words: ChannelDriftWords): SheetCell[] => [
  words.kind(row.kind),
  words.name(row),
  row.channelId,
  words.doors(row.known),
  words.doors(row.found),
  row.changes.map(words.field).join(words.join),
  formatDateTime(row.foundAt, 'second'),
  row.closed ? formatDateTime(row.closed.at, 'second') : '',
  row.closed ? words.resolution(row.closed) : '',
  row.closed?.reason ?? '',
]

/** A list of outside changes left the desk: who took it is an event. */
export async function recordChannelExport(
  actor: Actor,
  connection: { id: string; name: string },
  requestId: string,
): Promise<void> {
  await recordAlone({
    phase: 'read',
    action: 'channel.export',
    outcome: 'succeeded',
    actor,
    target: { type: 'connection', id: connection.id, name: connection.name },
    connectionId: connection.id,
    detail: { list: 'drift' },
    requestId,
  })
}
