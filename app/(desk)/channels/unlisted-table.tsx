'use client'
import { DataTable } from '@/components/data-table/data-table'
import type { ChannelLine } from '@/lib/channels/channel-views-schema'
import { channelHref, type ListView } from './search-params'
import { useChannelColumns } from './use-channel-columns'

/** Channels the list has not read: to be opened, not ticked. */
export function UnlistedTable({
  label,
  rows,
  view,
}: {
  label: string
  rows: readonly ChannelLine[]
  view: Pick<ListView, 'connection'>
}) {
  return (
    <DataTable
      label={label}
      columns={useChannelColumns()}
      rows={rows}
      rowKey={(row) => row.channelId}
      rowHref={(row) => channelHref(row.channelId, view)}
      row="l"
      empty={null}
    />
  )
}
