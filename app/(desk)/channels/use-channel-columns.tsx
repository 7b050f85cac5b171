'use client'
import { useTranslations } from 'next-intl'
import type { Column } from '@/components/data-table/data-table'
import { Chip } from '@/components/ui/chip'
import { Mono } from '@/components/ui/mono'
import { State } from '@/components/ui/state'
import { type ChannelLine, watchStatuses } from '@/lib/channels/channel-views-schema'
import { ListedDoorMark } from './listed-door'

/** Both doors of a channel in words; what a list says is the last reading's, never a claim. */
export function useChannelColumns(): Column<ChannelLine>[] {
  const t = useTranslations('channels')
  const tList = useTranslations('apply.list')
  const status = (value: string) => {
    const known = watchStatuses.find((name) => name === value)
    return known ? t(`watchStatus.${known}`) : t('watchStatus.other', { status: value })
  }
  return [
    {
      key: 'name',
      head: t('list.name'),
      wrap: true,
      cell: (row) => (
        <>
          {row.name || row.channelId} <Mono quiet>{row.channelId}</Mono>
        </>
      ),
    },
    {
      key: 'primary',
      head: t('list.primary'),
      width: '23%',
      wrap: true,
      cell: (row) => <ListedDoorMark door={row.doors?.primary} />,
    },
    {
      key: 'secondary',
      head: t('list.secondary'),
      width: '23%',
      wrap: true,
      cell: (row) => <ListedDoorMark door={row.doors?.secondary} />,
    },
    {
      key: 'status',
      head: t('list.status'),
      width: '20%',
      wideOnly: true,
      cell: (row) => (
        <span className="inline-flex flex-wrap items-center gap-2">
          {status(row.watchStatus)}
          {row.hasDrift ? <State name="drift">{tList('drift')}</State> : null}
          {row.followsDefault ? (
            <span title={t('list.followsHint')}>
              <Chip tone="orpiment">{t('list.follows')}</Chip>
            </span>
          ) : null}
        </span>
      ),
    },
  ]
}
