import 'server-only'
import type { ChannelLine, ListedDoor } from '@/lib/channels/channel-views-schema'
import { watchStatuses } from '@/lib/channels/schema'
import { CSV_MARK, toCsvLine } from '@/lib/csv'
import { formatDateTime } from '@/lib/format'

type Words = (key: string, values?: Record<string, string>) => string

const columns = ['channelId', 'name', 'primary', 'secondary', 'status', 'follows', 'syncedAt'] as const

/** Lines of a CSV in the words of the screen. */
export async function* channelsFile(channels: readonly ChannelLine[], words: Words): AsyncGenerator<string> {
  yield CSV_MARK + toCsvLine(columns.map((column) => words(`list.exportHead.${column}`)))
  for (const channel of channels) {
    yield toCsvLine([
      channel.channelId,
      channel.name,
      doorWord(channel.doors?.primary, words),
      doorWord(channel.doors?.secondary, words),
      statusWord(channel.watchStatus, words),
      words(channel.followsDefault ? 'list.yes' : 'list.no'),
      channel.syncedAt ? formatDateTime(channel.syncedAt) : '',
    ])
  }
}

function doorWord(door: ListedDoor | undefined, words: Words): string {
  if (!door?.enabled) return words('list.off')
  return door.type === null ? (door.unsupportedType ?? '') : words(`types.${door.type}`)
}

const statusWord = (status: string, words: Words): string =>
  watchStatuses.some((known) => known === status) ? words(`watchStatus.${status}`) : status
