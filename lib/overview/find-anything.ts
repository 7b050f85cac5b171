import 'server-only'
import { sql } from '@/lib/db'
import type { FoundThing } from '@/lib/overview/find-schema'
import { toLikePattern } from '@/lib/pinyin'

const PER_KIND = 5

/** Receipts, dramas, licensees and channels by name, pinyin or number, over every account in use; a few of each. */
export async function findAnything(text: string): Promise<FoundThing[]> {
  const q = text.normalize('NFKC').trim()
  const values = [
    toLikePattern(q),
    toLikePattern(q.toLowerCase().replace(/[\s']/g, '')),
    toLikePattern(q.toLowerCase()).slice(1),
  ]
  const named = (id: string) => `(found.name ilike $1 or found.pinyin like $2 or found.${id} like $3)`
  const inUse = 'join connection on connection.id = found.connection_id and connection.is_enabled'
  const [receipts, dramas, licensees, channels] = await Promise.all([
    findReceipt(q),
    sql<Row>(
      `select found.drama_id as id, found.name, found.connection_id as "connectionId" from drama found ${inUse}
        where found.gone_at is null and ${named('drama_id')} order by length(found.name), found.drama_id limit ${PER_KIND}`,
      values,
    ),
    sql<Row>(
      `select found.appid as id, found.name, null as "connectionId" from licensee found
        where found.archived_at is null and ${named('appid')} order by length(found.name), found.appid limit ${PER_KIND}`,
      values,
    ),
    sql<Row>(
      `select found.channel_id as id, found.name, found.connection_id as "connectionId" from channel found ${inUse}
        where found.gone_at is null and ${named('channel_id')} order by length(found.name), found.channel_id limit ${PER_KIND}`,
      values,
    ),
  ])
  return [
    ...receipts,
    ...dramas.map((row) => toThing('drama', 'dramas', row)),
    ...licensees.map((row) => toThing('licensee', 'licensees', row)),
    ...channels.map((row) => toThing('channel', 'channels', row)),
  ]
}

type Row = { id: string; name: string; connectionId: string | null }

const toThing = (kind: FoundThing['kind'], folder: string, { id, name, connectionId }: Row): FoundThing => ({
  kind,
  id,
  name,
  detail: id,
  href: `/${folder}/${id}${connectionId ? `?connection=${connectionId}` : ''}`,
})

/** `R-12`, `r12` or `12`. */
async function findReceipt(q: string): Promise<FoundThing[]> {
  const number = /^(?:r-?)?(\d{1,9})$/i.exec(q)?.[1]
  if (!number) return []
  const rows = await sql<{ number: number; reason: string }>('select number, reason from operation where number = $1', [
    Number(number),
  ])
  return rows.map((row) => ({
    kind: 'receipt' as const,
    id: String(row.number),
    name: row.reason,
    detail: `R-${row.number}`,
    href: `/operations/R-${row.number}`,
  }))
}
