'use client'
import { useTranslations } from 'next-intl'
import { useCallback, useEffect, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Mono } from '@/components/ui/mono'
import { Notice } from '@/components/ui/notice'
import { Cell, HeadCell, Table, TableHead } from '@/components/ui/table'
import type { WhitelistView } from '@/lib/channels/channel-views-schema'
import { AddEntryForm } from './add-entry-form'
import { useRank } from './rank-context'

/** One rank's list, newest first, member codes masked; below it the form that adds one. */
export function WhitelistDialog({ onClose, onChanged }: { onClose: () => void; onChanged: () => Promise<void> }) {
  const t = useTranslations('channels')
  const { rank, channelId, connectionId, readOnly } = useRank()
  const [page, setPage] = useState(1)
  const [view, setView] = useState<WhitelistView | 'unread' | null>(null)
  const read = useCallback(async () => {
    const query = new URLSearchParams({
      connection: connectionId,
      rank: rank === 'primary' ? '1' : '2',
      page: String(page),
    })
    const response = await fetch(`/api/channels/${channelId}/whitelist?${query}`).catch(() => null)
    setView(response?.ok ? ((await response.json()) as WhitelistView) : 'unread')
  }, [channelId, connectionId, rank, page])
  useEffect(() => void read(), [read])
  const name = t(`ranks.${rank}`)
  return (
    <Dialog
      open
      wide
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={t('whitelist.title', { rank: name })}
      description={t('whitelist.description', { rank: name })}
    >
      {view === 'unread' ? <Notice tone="danger" title={t('whitelist.unread')} live /> : null}
      {view === null ? <p role="status">{t('whitelist.reading')}</p> : null}
      {view !== null && view !== 'unread' ? (
        view.entries.length === 0 ? (
          <p className="text-ink-2">{t('whitelist.none')}</p>
        ) : (
          <>
            <Table label={t('whitelist.listLabel')}>
              <TableHead stick={false}>
                <HeadCell>{t('whitelist.code')}</HeadCell>
                <HeadCell>{t('whitelist.name')}</HeadCell>
              </TableHead>
              <tbody>
                {view.entries.map((entry, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: masked codes may repeat
                  <tr key={index}>
                    <Cell>
                      <Mono>{entry.code}</Mono>
                    </Cell>
                    <Cell>{entry.name}</Cell>
                  </tr>
                ))}
              </tbody>
            </Table>
            <div className="flex items-center gap-2 text-12 text-ink-3">
              <span className="mr-auto">{t('whitelist.page', { page: view.page, total: view.totalPages })}</span>
              <Button size="sm" icon="back" aria-label="‹" disabled={page <= 1} onClick={() => setPage(page - 1)} />
              <Button
                size="sm"
                icon="chevron-right"
                aria-label="›"
                disabled={page >= view.totalPages}
                onClick={() => setPage(page + 1)}
              />
            </div>
          </>
        )
      ) : null}
      {readOnly ? null : (
        <AddEntryForm
          onSeen={() => {
            void read()
            void onChanged()
          }}
        />
      )}
    </Dialog>
  )
}
