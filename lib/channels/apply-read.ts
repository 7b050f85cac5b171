import 'server-only'
import { type JudgedChannel, judgeChannel } from '@/lib/channels/apply-judge'
import { type BlockCause, type ChannelChange, fillChange, type VariableValues } from '@/lib/channels/apply-schema'
import { wholeFingerprint } from '@/lib/channels/conditions-view'
import { rankNames } from '@/lib/channels/form-schema'
import { toTrouble } from '@/lib/channels/upstream-failure'
import { latestNumber } from '@/lib/channels/versions'
import { type UpstreamConnection, UpstreamError } from '@/lib/http'
import type { ConditionsReading } from '@/lib/polyv/conditions'
import { getConditions } from '@/lib/polyv/get-conditions'
import { countWhitelist } from '@/lib/polyv/whitelist'

export type ReadChannel = JudgedChannel & {
  /** Null when it could not be read. */
  reading: ConditionsReading | null
  /** Newest version known before it was read. */
  seen: number
  /** Reads of one look at this channel's conditions; a registration rank costs one more. */
  reads: number
}

/** @throws UpstreamError */
export const readDefaultPrint = async (connection: UpstreamConnection): Promise<string> =>
  wholeFingerprint(await getConditions(connection, { kind: 'account_default' }))

/** Reads one channel, and its whitelists where the change needs them, and judges the change by them. Never throws an upstream's failure. */
export async function readAndJudge(
  connection: UpstreamConnection,
  channelId: string,
  change: ChannelChange,
  values: VariableValues,
  accountDefault: string,
): Promise<ReadChannel> {
  const seen = await latestNumber(connection.id, channelId)
  const scope = { kind: 'channel', channelId } as const
  const filled = fillChange(change, values)
  try {
    const reading = await getConditions(connection, scope)
    const emptyWhitelists = new Set<1 | 2>()
    for (const [index, rank] of rankNames.entries()) {
      const wanted = filled[rank]
      const number = index === 0 ? 1 : 2
      if (
        wanted.kind === 'set' &&
        wanted.settings.type === 'phone' &&
        (await countWhitelist(connection, scope, number)) === 0
      )
        emptyWhitelists.add(number)
    }
    const now = Date.now() + connection.clockOffsetMs()
    const judged = judgeChannel(channelId, reading, filled, { accountDefault, emptyWhitelists, now })
    const registrations = rankNames.filter((rank) => reading[rank].type === 'info').length
    return { ...judged, reading, seen, reads: 1 + registrations }
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error
    return unread(toTrouble(error).key === 'channelMissing' ? 'channel_missing' : 'unreadable', error.exchange.errmsg)
  }
}

const unread = (cause: BlockCause, detail: string | null): ReadChannel => ({
  effect: 'blocked',
  cause,
  detail,
  changes: [],
  before: null,
  after: null,
  intent: {},
  base: '',
  reading: null,
  seen: 0,
  reads: 1,
})
