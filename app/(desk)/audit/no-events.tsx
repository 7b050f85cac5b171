import { getTranslations } from 'next-intl/server'
import type { ActiveFilter } from '@/components/data-table/filter-bar'
import { ButtonLink } from '@/components/ui/button'
import { Empty } from '@/components/ui/empty'
import { hasEvents } from '@/lib/audit/queries'
import { type AuditView, auditHref, type FilterKey, toAuditFilter } from './search-params'

type NoEventsProps = { view: AuditView; filters: readonly (ActiveFilter & { key: FilterKey })[] }

/** Nothing fits: says which filter keeps everything out, and takes it away. */
export async function NoEvents({ view, filters }: NoEventsProps) {
  const t = await getTranslations('audit')
  if (filters.length === 0) {
    return (
      <Empty icon="audit" title={t('empty.title')}>
        {t('empty.description')}
      </Empty>
    )
  }
  const helps = await Promise.all(filters.map(({ key }) => hasEvents(toAuditFilter({ ...view, [key]: '' }))))
  const culprits = filters.filter((_, index) => helps[index])
  return (
    <Empty
      icon="filter"
      title={t('noMatch.title')}
      action={
        <>
          {culprits.map(({ key, label, value, removeHref }) => (
            <ButtonLink key={key} href={removeHref}>
              {t('noMatch.drop', { name: `${label} ${value}` })}
            </ButtonLink>
          ))}
          <ButtonLink href={auditHref({})}>{t('noMatch.clear')}</ButtonLink>
        </>
      }
    >
      {culprits.length > 0 ? t('noMatch.culprits') : t('noMatch.together')}
    </Empty>
  )
}
