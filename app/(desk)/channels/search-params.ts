import type { Route } from 'next'
import { listTypes, watchStatuses } from '@/lib/channels/channel-views-schema'

export type ListView = {
  connection: string | null
  q: string
  type: (typeof listTypes)[number]
  rank: '' | '1' | '2'
  status: '' | (typeof watchStatuses)[number]
  follows: '' | 'yes' | 'no'
  drift: '' | 'open'
  after: string | null
  before: string | null
}

type RawParams = Record<string, string | string[] | undefined>

const one = (value: string | string[] | undefined): string => (Array.isArray(value) ? (value[0] ?? '') : (value ?? ''))
const channelId = (value: string): string | null => (/^\d{1,20}$/.test(value) ? value : null)

export function readListView(params: RawParams): ListView {
  return {
    connection: one(params.connection) || null,
    q: one(params.q).trim().slice(0, 100),
    type: listTypes.find((type) => type === one(params.type)) ?? '',
    rank: (['1', '2'] as const).find((rank) => rank === one(params.rank)) ?? '',
    status: watchStatuses.find((status) => status === one(params.status)) ?? '',
    follows: (['yes', 'no'] as const).find((follows) => follows === one(params.follows)) ?? '',
    drift: one(params.drift) === 'open' ? 'open' : '',
    after: channelId(one(params.after)),
    before: channelId(one(params.before)),
  }
}

/** The list with some of its view changed; a changed filter starts at the first page. */
export function listHref(view: ListView, change: Partial<ListView>): Route {
  return `/channels${queryOf({ ...view, after: null, before: null, ...change })}` as Route
}

export const exportHref = (view: ListView, format: 'csv' | 'xlsx'): string =>
  `/api/channels/export${queryOf({ ...view, after: null, before: null, format })}`

/** The filter alone, as it stands in an address. */
export const filterQuery = (view: ListView): string => queryOf({ ...view, after: null, before: null })

export const isFiltered = (view: ListView): boolean =>
  [view.q, view.type, view.rank, view.status, view.follows, view.drift].some((value) => value !== '')

export const channelHref = (channel: string, view: Pick<ListView, 'connection'>): Route =>
  `/channels/${channel}${view.connection ? `?connection=${view.connection}` : ''}` as Route

function queryOf(view: ListView & { format?: string }): string {
  const query = new URLSearchParams(Object.entries(view).flatMap(([key, value]) => (value ? [[key, value]] : [])))
  return query.size > 0 ? `?${query}` : ''
}
