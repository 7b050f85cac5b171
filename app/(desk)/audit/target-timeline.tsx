import type { Route } from 'next'
import { getTranslations } from 'next-intl/server'
import { FastLinks } from '@/components/audit/fast-links'
import { Timeline } from '@/components/audit/timeline'
import { Pagination } from '@/components/ui/pagination'
import { readAuditQuery } from '@/lib/audit/audit-query'
import type { WrittenTerms } from '@/lib/audit/query-edits'
import { toTerms } from '@/lib/audit/query-edits'
import { printQuery } from '@/lib/audit/query-terms'
import { listStories } from '@/lib/audit/stories'
import { auditHref, builtInViews, type RawParams, readPlace } from './search-params'

/** What of a thing's events to see; each narrows the same query further. */
const kinds = {
  all: '',
  writes: 'phase:requested,outcome',
  trouble: builtInViews.trouble,
  outside: builtInViews.outside,
  reads: builtInViews.sensitive,
} as const
type Kind = keyof typeof kinds

type TargetTimelineProps = {
  /** Whose timeline: a query by key. */
  of: WrittenTerms
  /** The page it stands on, and what else its address says. */
  path: string
  params: RawParams
  keep?: Record<string, string | undefined>
  size?: number
}

/** What happened to one thing, newest first, by kind and page by page; the whole of it opens in the audit list. */
export async function TargetTimeline({ of, path, params, keep = {}, size = 30 }: TargetTimelineProps) {
  const [t, tList] = await Promise.all([getTranslations('explorer.timeline'), getTranslations('explorer.list')])
  const names = Object.keys(kinds) as Kind[]
  const kind = names.find((name) => name === params.kind) ?? 'all'
  const written = [printQuery(toTerms(of)), kinds[kind]].filter((piece) => piece !== '').join(' ')
  const { filter } = await readAuditQuery(written)
  const page = await listStories(filter, readPlace(params), size)
  const hrefOf = (more: Record<string, string | undefined>): Route => {
    const given = Object.entries({ ...keep, ...more }).filter((entry): entry is [string, string] => Boolean(entry[1]))
    return (given.length > 0 ? `${path}?${new URLSearchParams(given)}` : path) as Route
  }
  const here = kind === 'all' ? undefined : kind
  return (
    <FastLinks>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5 pb-1.5">
        <nav className="seg max-w-full overflow-x-auto" aria-label={t('kinds')}>
          {names.map((name) => (
            <a
              key={name}
              href={hrefOf({ kind: name === 'all' ? undefined : name })}
              aria-current={name === kind ? 'true' : undefined}
            >
              {t(name)}
            </a>
          ))}
        </nav>
        <a className="link ml-auto text-12" href={auditHref(written)}>
          {t('inAudit')}
        </a>
      </div>
      {page.events.length > 0 ? <Timeline events={page.events} /> : null}
      {page.isCut || page.events.length === 0 ? (
        <p className="py-2 text-12 text-ink-3">
          {page.isCut ? tList('cut') : page.top ? t('empty') : tList('noneHere')}
        </p>
      ) : null}
      <Pagination
        previousHref={page.newer ? hrefOf({ kind: here, before: page.newer }) : undefined}
        nextHref={page.older ? hrefOf({ kind: here, after: page.older }) : undefined}
      />
    </FastLinks>
  )
}
