import type { Route } from 'next'
import { useTranslations } from 'next-intl'
import { ButtonLink } from '@/components/ui/button'
import { Empty } from '@/components/ui/empty'
import type { DriftFilter } from '@/lib/grants/drift-queries'
import type { SweepState } from '@/lib/grants/drift-schema'

/** Nothing found is good news only when somebody looked. */
export function NoDrift({ filter, sweep, clearHref }: { filter: DriftFilter; sweep: SweepState; clearHref: Route }) {
  const t = useTranslations('drift.empty')
  if (filter.q || filter.kind || filter.appid) {
    return (
      <Empty icon="search" title={t('filteredTitle')} action={<ButtonLink href={clearHref}>{t('clear')}</ButtonLink>}>
        {t('filteredText')}
      </Empty>
    )
  }
  if (filter.view === 'closed') return <Empty icon="bolt" title={t('closedTitle')} />
  if (sweep.lastFullAt === null)
    return (
      <Empty icon="bolt" title={t('neverTitle')}>
        {t('neverText')}
      </Empty>
    )
  return (
    <Empty icon="check" title={t('title')}>
      {t('text')}
    </Empty>
  )
}
