import 'server-only'
import { memberKey } from '@/lib/channels/whitelist-import-schema'
import type { UpstreamConnection } from '@/lib/http'
import type { Rank } from '@/lib/polyv/conditions'
import { listWhitelist, readWhitelist, type WhitelistEntry } from '@/lib/polyv/whitelist'

/** Members by the key of their code. */
export type Known = ReadonlyMap<string, WhitelistEntry>

type List = { channelId: string; rank: Rank }

const SEARCH_PAGE = 100
const scopeOf = ({ channelId }: List) => ({ kind: 'channel', channelId }) as const

/** The whole list. @throws UpstreamError */
export const readKnown = async (connection: UpstreamConnection, list: List): Promise<Known> =>
  toKnown((await readWhitelist(connection, scopeOf(list), list.rank)) ?? [])

export const toKnown = (entries: readonly WhitelistEntry[]): Known =>
  new Map(entries.map((entry) => [memberKey(entry.code), entry]))

/**
 * What one rank's list says of these codes: read whole or searched for each, whichever takes fewer calls.
 * @returns `isWhole` when what it lacks is not on the list at all.
 * @throws UpstreamError
 */
export async function lookUp(
  connection: UpstreamConnection,
  list: List,
  codes: readonly string[],
): Promise<{ known: Known; isWhole: boolean }> {
  const whole = codes.length > 1 ? await readWhitelist(connection, scopeOf(list), list.rank, codes.length) : null
  if (whole) return { known: toKnown(whole), isWhole: true }
  const known = new Map<string, WhitelistEntry>()
  for (const code of codes) {
    const found = await findEntry(connection, list, code)
    if (found) known.set(memberKey(code), found)
  }
  return { known, isWhole: false }
}

/** The member with exactly this code; the upstream's search finds parts of codes and names too. */
async function findEntry(connection: UpstreamConnection, list: List, code: string): Promise<WhitelistEntry | null> {
  const wanted = memberKey(code)
  for (let page = 1; ; page += 1) {
    const query = { page, pageSize: SEARCH_PAGE, keyword: code }
    const { entries, totalPages } = await listWhitelist(connection, scopeOf(list), list.rank, query)
    const found = entries.find((entry) => memberKey(entry.code) === wanted)
    if (found) return found
    if (page >= totalPages || entries.length === 0) return null
  }
}
