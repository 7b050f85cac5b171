import 'server-only'
import { toFailure } from '@/lib/channels/upstream-failure'
import type { WhitelistPageInput } from '@/lib/channels/whitelist-input-schema'
import { toRow } from '@/lib/channels/whitelist-member'
import {
  type WhitelistDoor,
  type WhitelistPageView,
  type WhitelistRank,
  whitelistLimits,
} from '@/lib/channels/whitelist-schema'
import { getConnection, openConnection } from '@/lib/connections/queries'
import { type ActionFailure, type ActionResult, failure, success } from '@/lib/errors'
import { type UpstreamConnection, UpstreamError } from '@/lib/http'
import { getConditions } from '@/lib/polyv/get-conditions'
import { countWhitelist, listWhitelist } from '@/lib/polyv/whitelist'

/** One page of a rank's list, newest first, member codes masked; with the first page, how many there are in all. */
export const readWhitelistPage = ({
  connectionId,
  channelId,
  rank,
  page,
  search,
}: WhitelistPageInput): Promise<ActionResult<WhitelistPageView>> =>
  readFrom(connectionId, async (connection) => {
    const scope = { kind: 'channel', channelId } as const
    const pageSize = whitelistLimits.perPage
    const keyword = search === '' ? {} : { keyword: search }
    const list = await listWhitelist(connection, scope, rank, { page, pageSize, ...keyword })
    const isAll = list.totalPages <= 1 && page === 1
    const total = isAll ? list.entries.length : page > 1 ? null : await countWhitelist(connection, scope, rank, search)
    const address = { connectionId, channelId, rank }
    return { page, total, rows: list.entries.map((entry) => toRow(address, entry)) }
  })

/** What both doors of a channel make of their lists. */
export const readDoors = (
  connectionId: string,
  channelId: string,
): Promise<ActionResult<Record<WhitelistRank, WhitelistDoor>>> =>
  readFrom(connectionId, async (connection) => {
    const { primary, secondary, followsDefault } = await getConditions(connection, { kind: 'channel', channelId })
    const door = ({ enabled, type }: typeof primary): WhitelistDoor => ({
      isOn: enabled,
      isPhone: type === 'phone',
      isFollowing: followsDefault === true,
    })
    return { 1: door(primary), 2: door(secondary) }
  })

/** Asks an account; what it refuses or leaves unanswered is a failure with its own words. */
export async function readFrom<T>(
  connectionId: string,
  work: (connection: UpstreamConnection) => Promise<T>,
): Promise<{ ok: true; data: T } | ActionFailure> {
  const known = await getConnection(connectionId)
  if (!known?.isEnabled || known.kind !== 'polyv') return failure('connection_missing')
  try {
    const { connection } = await openConnection(connectionId)
    return success(await work(connection))
  } catch (error) {
    if (error instanceof UpstreamError) return toFailure(error)
    throw error
  }
}
