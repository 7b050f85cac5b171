import type { Route } from 'next'
import { useTranslations } from 'next-intl'
import { ButtonLink } from '@/components/ui/button'
import { Empty } from '@/components/ui/empty'
import type { ChannelSweepState } from '@/lib/channels/drift-schema'
import type { ChannelDriftFilter } from '@/lib/channels/list-drifts'

/** Nothing found is good news only when somebody looked. */
export function NoChannelDrift({
  filter,
  sweep,
  clearHref,
}: {
  filter: ChannelDriftFilter
  sweep: ChannelSweepState
  clearHref: Route
}) {
  const t = useTranslations('channel-drift.empty')
  if (filter.q || filter.kind)
    return (
      <Empty icon="search" title={t('filtered')} action={<ButtonLink href={clearHref}>{t('clear')}</ButtonLink>}>
        {t('filteredText')}
      </Empty>
    )
  if (filter.view === 'closed') return <Empty icon="bolt" title={t('closed')} />
  if (sweep.lastFullAt === null)
    return (
      <Empty icon="bolt" title={t('never')}>
        {t('neverText')}
      </Empty>
    )
  return (
    <Empty icon="check" title={t('title')}>
      {t('text')}
    </Empty>
  )
}
