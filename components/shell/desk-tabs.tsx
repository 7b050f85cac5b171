import type { Route } from 'next'
import Link from 'next/link'
import { useTranslations } from 'next-intl'

/** Every desk with more than one page, and its pages in the order they are shown. */
const desks = {
  grants: { dramas: '/grants', accounts: '/grants/accounts', expiring: '/expiring', drift: '/drift' },
  channels: {
    list: '/channels',
    templates: '/channels/templates',
    schedules: '/channels/schedules',
    preflight: '/channels/preflight',
    default: '/channels/default',
  },
  audit: { query: '/audit', exports: '/audit/exports', shares: '/audit/shares', integrity: '/audit/integrity' },
} as const

type DeskPages = { [Desk in keyof typeof desks]: { desk: Desk; current: keyof (typeof desks)[Desk] } }
type DeskTabsProps = DeskPages[keyof typeof desks] & {
  /** Stays the same from page to page. */
  connectionId?: string
  counts?: Record<string, string>
}

/** The pages of one desk, on the line under its head. It needs no script. */
export function DeskTabs({ desk, current, connectionId, counts = {} }: DeskTabsProps) {
  const t = useTranslations('shell.desks')
  const search = connectionId ? `?connection=${connectionId}` : ''
  return (
    <nav className="tabs" aria-label={t(`${desk}.label`)}>
      {Object.entries(desks[desk]).map(([page, path]) => (
        <Link
          key={page}
          href={`${path}${search}` as Route}
          prefetch={false}
          aria-current={page === current ? 'page' : undefined}
        >
          {t(`${desk}.${page}` as never)}
          {counts[page] === undefined ? null : <i>{counts[page]}</i>}
        </Link>
      ))}
    </nav>
  )
}
