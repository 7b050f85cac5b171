import { useLocale, useTranslations } from 'next-intl'
import type { ActiveFilter } from '@/components/data-table/filter-bar'
import { deedWord } from '@/lib/audit/describe'
import { expandAction } from '@/lib/audit/filter'
import { type AuditView, auditHref, type FilterKey, filterKeys } from './search-params'

/** The filters at work, each with its own way out. */
export function useActiveFilters(
  view: AuditView,
  people: readonly { id: string; name: string }[],
): (ActiveFilter & { key: FilterKey })[] {
  const t = useTranslations('audit')
  const locale = useLocale()
  const labels: Record<FilterKey, string> = {
    q: t('filter.text'),
    person: t('filter.person'),
    action: t('filter.action'),
    target: t('filter.target'),
    outcome: t('filter.outcome'),
    phase: t('filter.phase'),
    operation: t('filter.operation'),
    from: t('filter.from'),
    until: t('filter.until'),
  }
  const toText = (key: FilterKey): string => {
    const value = view[key]
    if (key === 'person') return people.find(({ id }) => id === value)?.name ?? value
    if (key === 'outcome') return t(`outcome.${value}` as 'outcome.failed')
    if (key === 'phase') return t(`phase.${value}` as 'phase.call')
    if (key === 'target') return targetText(value)
    if (key === 'action')
      return value.endsWith('.*')
        ? familyText(value)
        : expandAction(value)
            .map((action) => deedWord(action, locale))
            .join('')
    return value
  }
  const targetText = (value: string): string => {
    const [kind = '', ...id] = value.split(':')
    return `${t(`targetType.${kind}` as 'targetType.channel')} ${id.join(':')}`.trim()
  }
  const familyText = (value: string): string =>
    t('filter.allOf', { family: t(`family.${value.slice(0, -2)}` as 'family.drama') })
  return filterKeys
    .filter((key) => view[key] !== '')
    .map((key) => ({ key, label: labels[key], value: toText(key), removeHref: auditHref({ ...view, [key]: '' }) }))
}
