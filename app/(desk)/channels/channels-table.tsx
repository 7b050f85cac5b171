'use client'
import { useTranslations } from 'next-intl'
import { type ReactNode, useRef } from 'react'
import { DataTable } from '@/components/data-table/data-table'
import { useListSelection } from '@/components/data-table/list-selection'
import { selectionColumn } from '@/components/data-table/selection-column'
import type { ChannelLine } from '@/lib/channels/channel-views-schema'
import { channelHref, type ListView } from './search-params'
import { useChannelColumns } from './use-channel-columns'
import { useRowKeys } from './use-row-keys'

type Props = {
  rows: readonly ChannelLine[]
  view: Pick<ListView, 'connection'>
  /** The filter as an address; all of it may be chosen. */
  query: string
  empty: ReactNode
}

const keyOf = (row: ChannelLine) => row.channelId

/** Rows to tick: one by one, a run of them with Shift, or with x where the keyboard stands. */
export function ChannelsTable({ rows, view, query, empty }: Props) {
  const t = useTranslations('channels')
  const tList = useTranslations('apply.list')
  const selection = useListSelection()
  const columns = useChannelColumns()
  const isShift = useRef(false)
  const anchor = useRef<string | null>(null)
  const isAll = selection.allOf === query
  const ids = rows.map(keyOf)

  const setMany = (keys: readonly string[], selected: boolean) => {
    const [key] = keys
    const from = anchor.current === null ? -1 : ids.indexOf(anchor.current)
    if (keys.length === 1 && key !== undefined) {
      const to = ids.indexOf(key)
      anchor.current = key
      if (isShift.current && from !== -1 && to !== -1)
        return selection.setMany(ids.slice(Math.min(from, to), Math.max(from, to) + 1), selected)
    }
    selection.setMany(keys, selected)
  }
  const keys = useRowKeys((index) => {
    const id = ids[index]
    isShift.current = false
    if (id !== undefined) setMany([id], !selection.has(id))
  })
  const shown = { has: isAll ? () => true : selection.has, setMany }
  return (
    <div
      ref={keys}
      onClickCapture={(event) => {
        isShift.current = event.shiftKey
      }}
    >
      <DataTable
        label={t('list.label')}
        columns={columns}
        rows={rows}
        rowKey={keyOf}
        rowHref={(row) => channelHref(row.channelId, view)}
        row="l"
        empty={empty}
        lead={selectionColumn(shown, rows, keyOf, {
          selectAll: tList('selectPage'),
          selectRow: (row) => tList('selectRow', { name: row.name || row.channelId }),
        })}
      />
      {rows.length > 0 ? (
        <p className="mt-1.5 text-12 text-ink-3 coarse:hidden max-tablet:hidden">{tList('keys')}</p>
      ) : null}
    </div>
  )
}
