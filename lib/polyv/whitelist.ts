import 'server-only'
import { z } from 'zod'
import type { Exchange, UpstreamConnection } from '@/lib/http'
import type { OpenCall } from '@/lib/operations/open-call'
import { readPolyv, writePolyv } from '@/lib/polyv/client'
import type { ConditionScope, Rank } from '@/lib/polyv/conditions'
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

/** How many entries a rank's list has: with one row a page, pages are rows. */
export async function countWhitelist(
  connection: UpstreamConnection,
  scope: ConditionScope,
  rank: Rank,
): Promise<number> {
  const first = await listWhitelist(connection, scope, rank, { page: 1, pageSize: 1 })
  if (first.entries.length === 0) return 0
  return Math.max(first.totalPages, first.entries.length)
}

/**
 * `POST /live/v3/channel/auth/add-white-list`, once; parameters in the signed query.
 * @throws UpstreamError
 */
export async function addWhitelistEntry(
  _call: OpenCall,
  connection: UpstreamConnection,
  scope: ConditionScope,
  rank: Rank,
  entry: WhitelistEntry,
): Promise<Exchange> {
  const { exchange } = await writePolyv(
    {
      connection,
      path: '/live/v3/channel/auth/add-white-list',
      query: { ...scopeQuery(scope), rank: String(rank), code: entry.code, name: entry.name },
      data: z.unknown(),
      keepQuery: { ...scopeQuery(scope), rank, code: '[personal]', name: entry.name === '' ? null : '[personal]' },
    },
    null,
  )
  return exchange
}
