import { randomUUID } from 'node:crypto'
import type { WhitelistRank, WhitelistRow } from '@/lib/channels/whitelist-schema'
import type { ActionResult } from '@/lib/errors'
import type { Submitted } from '@/lib/operations/submit'
import { type ChannelDesk, isOwn, openChannelDesk } from '@/tests/integration/channel-desk'

export type Member = { code: string; name: string }

export const PATH = '/live/v3/channel/auth/'

/** A channel desk whose whitelists are worked on: what is listed, what was sent, what became of it. */
export async function openWhitelistDesk() {
  const desk = await openChannelDesk()
  const { readWhitelistPage } = await import('@/lib/channels/list-whitelist')
  const { previewImport, importWhitelist } = await import('@/lib/channels/import-whitelist')
  const taken = new Set<string>()

  /** A channel of the test's own, with these members on a rank's list. */
  const chooseList = async (members: readonly Member[] = [], rank: WhitelistRank = 1) => {
    const { channels, whitelists } = await desk.control.polyv()
    const free = (channelId: string) => !(whitelists[`${channelId}:${rank}`] as unknown[] | undefined)?.length
    const found = channels.find((one) => isOwn(one) && !taken.has(one.channelId) && free(one.channelId))
    if (!found) throw new Error('the seed has no such channel left')
    taken.add(found.channelId)
    const place = { connectionId: desk.connectionId, channelId: found.channelId, rank }
    await put(place, members)
    return place
  }
  type Place = Awaited<ReturnType<typeof chooseList>>

  /** Listed by somebody else, not through the desk. */
  const put = ({ channelId, rank }: Pick<Place, 'channelId' | 'rank'>, members: readonly Member[]) =>
    desk.control.changePolyv({ members: { put: members.map((member) => ({ ...member, channelId, rank })) } })

  const listed = async ({ channelId, rank }: Pick<Place, 'channelId' | 'rank'>): Promise<Member[]> =>
    ((await desk.control.polyv()).whitelists[`${channelId}:${rank}`] as Member[] | undefined) ?? []

  /** A list that stood there long before, and somebody on it. */
  const seededList = async () => {
    const { whitelists } = await desk.control.polyv()
    const [name, members] =
      Object.entries(whitelists as Record<string, Member[]>).find(
        ([key, rows]) =>
          /^\d+:1$/.test(key) && rows.length > 2 && rows.length < 50 && !taken.has(key.split(':')[0] ?? ''),
      ) ?? []
    const [member] = members ?? []
    if (!name || !member) throw new Error('the seed has no list')
    const channelId = name.split(':')[0] ?? ''
    taken.add(channelId)
    return { other: { connectionId: desk.connectionId, channelId, rank: 1 as const }, member }
  }

  const rowOf = async (place: Place, code: string): Promise<WhitelistRow> => {
    const result = await readWhitelistPage({ ...place, page: 1, search: code })
    const row = result.ok ? result.data.rows[0] : undefined
    if (!row) throw new Error(`nobody with ${code}`)
    return row
  }

  /** The verdict of an operation and of its items, by the row they came from or their place. */
  const outcome = async (result: ActionResult<Submitted>) => {
    await desk.settled(result)
    if (!result.ok) throw new Error('refused')
    const { operationId } = result.data
    const [operation] = await desk.sql<{ verdict: string }>('select verdict from operation where id = $1', [
      operationId,
    ])
    const items = await desk.sql<{ verdict: string; code: string | null; cause: string | null; attempts: number }>(
      'select verdict, code, cause, attempts from operation_item where operation_id = $1 order by position',
      [operationId],
    )
    return { operationId, verdict: operation?.verdict, items }
  }

  const plan = async (place: Place, members: readonly Member[], listedChoice: 'skip' | 'rename' = 'skip') => {
    const rows = members.map((member, index) => ({ ...member, line: index + 2 }))
    const input = { ...place, fileName: '名单.csv', listed: listedChoice, rows }
    const planned = await previewImport(input)
    if (!planned.ok) throw new Error(JSON.stringify(planned))
    const submit = (more: Partial<Parameters<typeof importWhitelist>[0]> = {}) =>
      importWhitelist(
        { ...input, requestKey: randomUUID(), reason: '工单 9', planKey: planned.data.planKey, ...more },
        desk.context,
      )
    return { ...planned.data, submit }
  }

  return {
    ...desk,
    chooseList,
    put,
    listed,
    seededList,
    rowOf,
    outcome,
    plan,
    write: (place: Place) => ({ ...place, requestKey: randomUUID(), reason: '工单 9' }),
    calls: async (name: string, since: number) => desk.control.journal({ since, path: PATH + name }),
    /** Whether a text stands anywhere in what the desk keeps. */
    keeps: async (text: string): Promise<string[]> => {
      const tables = ['operation', 'operation_item', 'operation_call', 'audit_event', 'connection', 'condition_version']
      const found = await Promise.all(
        tables.map(async (table) => {
          const [row] = await desk.sql<{ found: boolean }>(
            `select exists(select 1 from ${table} where ${table}::text like '%' || $1 || '%') as found`,
            [text],
          )
          return row?.found ? table : null
        }),
      )
      return found.filter((table) => table !== null)
    },
    /** Undoes what a test set up. */
    calm: async () => {
      await desk.control.clearFaults()
      await desk.control.switches({
        polyvReplicaLagMs: 0,
        whitelistDuplicate: 'error',
        whitelistUnknownUpdate: 'error',
        whitelistUnknownDelete: 'success',
      })
      await desk.sql('update connection set chunk_limit = null')
    },
  }
}

export type WhitelistDesk = Awaited<ReturnType<typeof openWhitelistDesk>> & ChannelDesk
