import 'server-only'
import { type ChannelLine, type ListedDoor, watchStatuses } from '@/lib/channels/channel-views-schema'
import { formatDateTime, formatYuan } from '@/lib/format'

type Words = (key: string, values?: Record<string, string>) => string

const columns = ['channelId', 'name', 'primary', 'secondary', 'status', 'follows', 'syncedAt'] as const

/** The list as a table, in the words of the screen. */
export const channelsTable = (channels: readonly ChannelLine[], words: Words) => ({
  columns: columns.map((column) => words(`list.exportHead.${column}`)),
  rows: channels.map((channel) => [
    channel.channelId,
    channel.name,
    doorWord(channel.doors?.primary, words),
    doorWord(channel.doors?.secondary, words),
    statusWord(channel.watchStatus, words),
    words(channel.followsDefault ? 'list.yes' : 'list.no'),
    channel.syncedAt ? formatDateTime(channel.syncedAt) : '',
  ]),
})

function doorWord(door: ListedDoor | undefined, words: Words): string {
  if (!door?.enabled) return words('list.off')
  if (door.type === null) return door.unsupportedType ?? ''
  return [words(`types.${door.type}`), ...(door.priceFen === null ? [] : [formatYuan(door.priceFen)])].join(' ')
}

const statusWord = (status: string, words: Words): string =>
  watchStatuses.some((known) => known === status) ? words(`watchStatus.${status}`) : status
