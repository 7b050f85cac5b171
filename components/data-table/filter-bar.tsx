import clsx from 'clsx'
import type { Route } from 'next'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Icon } from '@/components/ui/icon'

export type ActiveFilter = {
  key: string
  label: string
  value: string
  /** The same list without this filter. */
  removeHref: Route
  /** Leaves matching rows out. */
  isExclusion?: boolean
}

/** The filters at work, each a link that takes itself away, beside whatever adds new ones. */
export function FilterBar({
  filters,
  clearHref,
  children,
}: {
  filters: readonly ActiveFilter[]
  clearHref: Route
  children?: ReactNode
}) {
  const t = useTranslations('ui')
  return (
    <section className="flex flex-wrap items-center gap-1.5" aria-label={t('filters')}>
      {children}
      {filters.map(({ key, label, value, removeHref, isExclusion }) => (
        <Link
          key={key}
          href={removeHref}
          scroll={false}
          className={clsx(
            'chip min-h-[26px] border-transparent text-ink',
            isExclusion ? 'bg-cinnabar-soft' : 'bg-sunken',
          )}
        >
          <span className={isExclusion ? 'text-cinnabar' : 'text-ink-3'}>{label}</span> {value}
          <Icon name="close" small className="text-ink-3" />
          <span className="sr-only">{t('removeFilter')}</span>
        </Link>
      ))}
      {filters.length > 1 ? (
        <Link href={clearHref} scroll={false} className="link px-1 text-12">
          {t('clearAll')}
        </Link>
      ) : null}
    </section>
  )
}
