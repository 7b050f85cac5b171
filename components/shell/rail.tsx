import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Icon } from '@/components/ui/icon'
import { Brand } from './brand'
import { type NavigationEntry, settings, work } from './navigation'
import { NavigationLink } from './navigation-link'
import { RailToggle } from './rail-toggle'

/** The left rail, 208 px wide or 56, with the connections' health at its foot. */
export function Rail({ health }: { health?: ReactNode }) {
  const t = useTranslations('shell')
  const link = (entry: NavigationEntry) => (
    <NavigationLink key={entry.key} href={entry.href} title={t(`navigation.${entry.key}`)} className="entry">
      <Icon name={entry.icon} />
      <span className="word">{t(`navigation.${entry.key}`)}</span>
    </NavigationLink>
  )
  return (
    <aside className="rail">
      <Link
        href="/"
        className="flex h-(--bar) shrink-0 items-center gap-2.5 px-1 text-ink"
        title={t('home')}
        prefetch={false}
      >
        <Brand />
      </Link>
      <nav aria-label={t('navigation.label')}>
        {work.map(link)}
        <hr />
        {settings.map(link)}
      </nav>
      <div className="mt-auto pt-4">
        {health ? <div className="foot word pb-2">{health}</div> : null}
        <RailToggle label={t('toggleRail')} />
      </div>
    </aside>
  )
}
