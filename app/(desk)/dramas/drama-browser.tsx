'use client'
import { QueryClient, QueryClientProvider, useInfiniteQuery } from '@tanstack/react-query'
import type { Route } from 'next'
import { useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import { useSelection } from '@/components/data-table/use-selection'
import { ask } from '@/components/shell/reach'
import { Button, ButtonLink } from '@/components/ui/button'
import { Empty } from '@/components/ui/empty'
import { Notice } from '@/components/ui/notice'
import type { CataloguePage } from '@/lib/dramas/schema'
import { formatCount } from '@/lib/format'
import { DramaTable } from './drama-table'
import { SelectionBar } from './selection-bar'

type DramaBrowserProps = {
  first: CataloguePage
  count: number
  /** The filter as a query string that begins with `?`. */
  query: string
  connectionId: string
  isFiltered: boolean
  clearHref: Route
  accountGrants: number
  mayGrant: boolean
  now: string
}

export function DramaBrowser(props: DramaBrowserProps) {
  const [client] = useState(() => new QueryClient({ defaultOptions: { queries: { retry: 1, staleTime: Infinity } } }))
  return (
    <QueryClientProvider client={client}>
      <Browser {...props} />
    </QueryClientProvider>
  )
}

function Browser({
  first,
  count,
  query,
  connectionId,
  isFiltered,
  clearHref,
  accountGrants,
  mayGrant,
  now,
}: DramaBrowserProps) {
  const t = useTranslations('dramas')
  const selection = useSelection()
  const pages = useInfiniteQuery({
    // The server's own first page, so that a fresh reading begins a fresh list.
    queryKey: ['catalogue', query, now],
    initialPageParam: '',
    initialData: { pages: [first], pageParams: [''] },
    queryFn: ({ pageParam, signal }) => readPage(query, pageParam, signal),
    getNextPageParam: (page: CataloguePage) => page.next,
  })
  const rows = useMemo(() => pages.data.pages.flatMap((page) => page.dramas), [pages.data])
  const readOn = () => {
    if (pages.hasNextPage && !pages.isFetchingNextPage && !pages.isError) void pages.fetchNextPage()
  }
  if (rows.length === 0) {
    return (
      <Empty
        icon="drama"
        title={t(isFiltered ? 'list.none' : 'list.empty')}
        action={isFiltered ? <ButtonLink href={clearHref}>{t('list.clear')}</ButtonLink> : null}
      >
        {t(isFiltered ? 'list.noneHint' : 'list.emptyHint')}
      </Empty>
    )
  }
  return (
    <>
      <DramaTable
        rows={rows}
        count={count}
        now={now}
        connectionId={connectionId}
        selection={mayGrant ? selection : null}
        onNearEnd={readOn}
      />
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3 text-12 text-ink-3">
        <span role="status">{t('list.shown', { shown: formatCount(rows.length), count: formatCount(count) })}</span>
        {pages.hasNextPage ? (
          <Button size="sm" onClick={readOn} pending={pages.isFetchingNextPage && t('list.loadingMore')}>
            {t('list.more')}
          </Button>
        ) : null}
        {accountGrants > 0 ? <span>{t('list.accountGrants', { count: accountGrants })}</span> : null}
        {mayGrant ? null : <span>{t('select.readOnly')}</span>}
      </div>
      {pages.isError ? (
        <Notice
          tone="danger"
          live
          title={t('list.loadFailed')}
          action={
            <Button size="sm" onClick={() => pages.fetchNextPage()}>
              {t('list.retry')}
            </Button>
          }
        />
      ) : null}
      {mayGrant ? <SelectionBar selection={selection} query={query} connectionId={connectionId} /> : null}
    </>
  )
}

async function readPage(query: string, cursor: string, signal: AbortSignal): Promise<CataloguePage> {
  const response = await ask(`/api/dramas/catalogue${query}${cursor ? `&cursor=${cursor}` : ''}`, { signal })
  if (!response.ok) throw new Error(`catalogue page answered ${response.status}`)
  return (await response.json()) as CataloguePage
}
