import { neighbourCredentials } from '@/sandbox/credentials'
import { type PolyvState, SandboxControl } from '@/tests/sandbox-control'

export const control = new SandboxControl(
  Number(new URL(process.env.SANDBOX_CONTROL_URL ?? 'http://127.0.0.1:4703').port),
)

export const WRITE_PATH = '/live/v3/channel/auth/update'

export type Stored = PolyvState['channels'][number] & { followsGlobal: string }

const taken = new Set<string>()

/** A channel no other test of this file works on. */
export async function chooseChannel(matches: (channel: Stored) => boolean): Promise<string> {
  const { channels } = await control.polyv()
  const found = channels.find((channel) => !taken.has(channel.channelId) && matches(channel as Stored))
  if (!found) throw new Error('the seed has no such channel left')
  taken.add(found.channelId)
  return found.channelId
}

/** Its own primary condition is on with this type, and its code is no longer than may be written. */
export const ownType = (type: string) => (channel: Stored) =>
  channel.followsGlobal === 'N' &&
  channel.ranks[1].enabled === 'Y' &&
  channel.ranks[1].authType === type &&
  !(type === 'code' && String(channel.ranks[1].authCode).length > 8)

export const single = (type: string) => (channel: Stored) => ownType(type)(channel) && channel.ranks[2].enabled !== 'Y'

export async function storedChannel(channelId: string): Promise<Stored> {
  const found = (await control.polyv()).channels.find((channel) => channel.channelId === channelId)
  if (!found) throw new Error(`no channel ${channelId}`)
  return found as Stored
}

/** What was written to a channel, or to the default of its account, which is never the neighbour's. */
export async function writesTo(channelId: string, since: number) {
  const entries = await control.journal({ since, path: WRITE_PATH })
  return entries.filter(
    ({ query }) =>
      query.channelId === channelId ||
      (query.channelId === undefined && query.appId !== neighbourCredentials.polyv.appId),
  )
}
