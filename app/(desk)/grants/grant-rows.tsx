import type { Route } from 'next'
import type { ReactNode } from 'react'
import { Pagination } from '@/components/ui/pagination'
import type { GrantFilter } from '@/lib/grants/filter-schema'
import { listGrantGroups } from '@/lib/grants/grant-groups'
import { countMatching, listGrants } from '@/lib/grants/queries'
import { MOST_SELECTED } from '@/lib/grants/selection-schema'
import { GrantGroups } from './grant-groups'
import { GrantsTable } from './grants-table'
import { type GrantSearch, writeGrantSearch } from './search-params'
import { SelectionBar } from './selection-bar'

const GROUPS_PER_PAGE = 50
const MOST_PAGES = 200

type GrantRowsProps = {
  connectionId: string
  search: GrantSearch
  filter: GrantFilter
  mayWrite: boolean
  empty: ReactNode
}

/** The list itself: one by one, or summed up. */
export function GrantRows(props: GrantRowsProps) {
  return props.search.group ? <Groups {...props} by={props.search.group} /> : <OneByOne {...props} />
}

async function OneByOne({ connectionId, search, filter, mayWrite, empty }: GrantRowsProps) {
  const [page, matching] = await Promise.all([
    listGrants(connectionId, filter, { sort: search.sort, cursor: search.cursor }),
    countMatching(connectionId, filter, MOST_SELECTED),
  ])
  const plain = { ...search, cursor: null, page: null, sort: null, connection: connectionId }
  const query = writeGrantSearch('', plain)
  return (
    <>
      <GrantsTable
        rows={page.rows}
        now={new Date().toISOString()}
        query={query}
        licenseeHref={writeGrantSearch('/grants', { ...search, cursor: null, appid: '{appid}' })}
        empty={empty}
      />
      <Pagination
        previousHref={
          page.previous ? (writeGrantSearch('/grants', { ...search, cursor: page.previous }) as Route) : undefined
        }
        nextHref={page.next ? (writeGrantSearch('/grants', { ...search, cursor: page.next }) as Route) : undefined}
      />
      <SelectionBar
        connectionId={connectionId}
        query={query}
        everything={{ kind: 'filter', filter }}
        matching={matching}
        mayWrite={mayWrite}
      />
    </>
  )
}

async function Groups({
  connectionId,
  search,
  filter,
  mayWrite,
  empty,
  by,
}: GrantRowsProps & { by: 'licensee' | 'drama' }) {
  const at = Math.min(Math.max(0, search.page), MOST_PAGES)
  const rows = await listGrantGroups(connectionId, filter, {
    by,
    offset: at * GROUPS_PER_PAGE,
    limit: GROUPS_PER_PAGE,
  })
  const to = (page: number) => writeGrantSearch('/grants', { ...search, page }) as Route
  return (
    <>
      <GrantGroups
        by={by}
        rows={rows.slice(0, GROUPS_PER_PAGE)}
        search={search}
        filter={filter}
        connectionId={connectionId}
        now={new Date().toISOString()}
        mayWrite={mayWrite}
        empty={empty}
      />
      <Pagination
        previousHref={at > 0 ? to(at - 1) : undefined}
        nextHref={rows.length > GROUPS_PER_PAGE ? to(at + 1) : undefined}
      />
    </>
  )
}
