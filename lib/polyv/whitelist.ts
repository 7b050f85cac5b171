import 'server-only'
import { z } from 'zod'
import { type UpstreamConnection, UpstreamError } from '@/lib/http'
import { readPolyv } from '@/lib/polyv/client'
import type { ConditionScope, Rank } from '@/lib/polyv/conditions'
import { explainPolyvError } from '@/lib/polyv/errors'
import { scopeQuery } from '@/lib/polyv/get-conditions'

/** A member code, usually a phone number: personal, so never kept in a record of a call. */
export type WhitelistEntry = { code: string; name: string }
export type WhitelistPage = { page: number; totalPages: number; entries: WhitelistEntry[] }

const text = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((value) => (value == null ? '' : String(value)))
const pageSchema = z.object({
  pageNumber: z.number(),
  totalPages: z.number(),
  contents: z.array(z.object({ phone: text, name: text })).nullish(),
})

/** `GET /live/v3/channel/auth/get-white-list`, one rank's list. The upstream gives the code back as `phone`. */
export async function listWhitelist(
  connection: UpstreamConnection,
  scope: ConditionScope,
  rank: Rank,
  query: { page: number; pageSize: number; keyword?: string },
): Promise<WhitelistPage> {
  const { data } = await readPolyv({
    connection,
    path: '/live/v3/channel/auth/get-white-list',
    query: {
      ...scopeQuery(scope),
      rank: String(rank),
      page: String(query.page),
      pageSize: String(query.pageSize),
      keyword: query.keyword,
    },
    data: pageSchema,
    keepQuery: {
      ...scopeQuery(scope),
      rank,
      page: query.page,
      pageSize: query.pageSize,
      searched: Boolean(query.keyword),
    },
    keepData: (kept) => ({ rows: pageSchema.safeParse(kept).data?.contents?.length ?? null }),
  })
  return {
    page: data.pageNumber,
    totalPages: data.totalPages,
    entries: (data.contents ?? []).map((row) => ({ code: row.phone, name: row.name })),
  }
}

/** How many entries a rank's list has, or how many a search finds: with one row a page, pages are rows. */
export async function countWhitelist(
  connection: UpstreamConnection,
  scope: ConditionScope,
  rank: Rank,
  search = '',
): Promise<number> {
  const keyword = search === '' ? {} : { keyword: search }
  const first = await listWhitelist(connection, scope, rank, { page: 1, pageSize: 1, ...keyword })
  if (first.entries.length === 0) return 0
  return Math.max(first.totalPages, first.entries.length)
}

const LARGE_PAGE = 1_000
const SMALL_PAGE = 100

/**
 * A rank's whole list, newest first; null when it has more pages than `mostPages`. What an account refuses as a large page
 * is read in small ones.
 * @throws UpstreamError
 */
export async function readWhitelist(
  connection: UpstreamConnection,
  scope: ConditionScope,
  rank: Rank,
  mostPages = Number.POSITIVE_INFINITY,
): Promise<WhitelistEntry[] | null> {
  const [first, pageSize] = await firstPage(connection, scope, rank)
  if (first.totalPages > mostPages) return null
  const entries = [...first.entries]
  for (let page = 2; page <= first.totalPages; page += 1) {
    const next = await listWhitelist(connection, scope, rank, { page, pageSize })
    if (next.entries.length === 0) break
    entries.push(...next.entries)
  }
  return entries
}

async function firstPage(
  connection: UpstreamConnection,
  scope: ConditionScope,
  rank: Rank,
): Promise<[WhitelistPage, number]> {
  try {
    return [await listWhitelist(connection, scope, rank, { page: 1, pageSize: LARGE_PAGE }), LARGE_PAGE]
  } catch (error) {
    if (!(error instanceof UpstreamError) || error.kind !== 'refused' || !isAboutSize(error)) throw error
    return [await listWhitelist(connection, scope, rank, { page: 1, pageSize: SMALL_PAGE }), SMALL_PAGE]
  }
}

const isAboutSize = ({ exchange }: UpstreamError): boolean =>
  ['outOfRange', 'invalid', 'tooLarge', 'length', 'refused'].includes(
    explainPolyvError(exchange.errcode, exchange.errmsg).key,
  )

/** How many calls it takes to read a list of that many whole. */
export const whitelistPages = (entries: number): number => Math.max(1, Math.ceil(entries / LARGE_PAGE))
