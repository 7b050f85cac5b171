import { getTranslations } from 'next-intl/server'
import type { Column } from '@/components/data-table/data-table'
import { Chip } from '@/components/ui/chip'
import { Icon } from '@/components/ui/icon'
import { Mono } from '@/components/ui/mono'
import type { ChannelLine, ListedDoor } from '@/lib/channels/channel-views-schema'
import { watchStatuses } from '@/lib/channels/schema'
import { typeIcons } from './type-icons'

/** Both doors of a channel in words; what a list says is the last sweep's, never a claim. */
export async function channelColumns(): Promise<Column<ChannelLine>[]> {
  const t = await getTranslations('channels')
  const door = (listed: ListedDoor | undefined) => {
    if (!listed) return <span className="text-ink-3">—</span>
    if (!listed.enabled) return <span className="text-ink-3">{t('list.off')}</span>
    if (listed.type === null) return <span className="text-ink-2">{listed.unsupportedType}</span>
    return (
      <span className="inline-flex items-center gap-2">
        <Icon name={typeIcons[listed.type]} className="text-ink-3 max-phone:hidden" />
        {t(`types.${listed.type}`)}
      </span>
    )
  }
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
    { key: 'primary', head: t('list.primary'), width: '22%', wrap: true, cell: (row) => door(row.doors?.primary) },
    {
      key: 'secondary',
      head: t('list.secondary'),
      width: '22%',
      wrap: true,
      cell: (row) => door(row.doors?.secondary),
    },
    {
      key: 'status',
      head: t('list.status'),
      width: '22%',
      wideOnly: true,
      cell: (row) => (
        <span className="inline-flex flex-wrap items-center gap-2">
          {status(row.watchStatus)}
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
