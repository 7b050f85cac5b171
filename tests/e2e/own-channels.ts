import { control, WRITE_PATH } from './channel-choice'

const off = { enabled: 'N' }
let next = 0

export const paid = (price: number) => ({ enabled: 'Y', authType: 'pay', payAuthTips: '会员专享', price })
export const coded = (authCode: string) => ({ enabled: 'Y', authType: 'code', authCode })

/** Channels that are nobody else's, each with its own doors, as if made in the vendor's console. */
export async function makeChannels(
  prefix: number,
  channels: readonly { name: string; ranks: [object, object?]; more?: object }[],
): Promise<string[]> {
  const put = channels.map(({ name, ranks: [first, second = off], more }) => ({
    channelId: String(prefix + next++),
    name,
    followsGlobal: 'N',
    ranks: { 1: first, 2: second },
    ...more,
  }))
  await control.changePolyv({ channels: { put } })
  return put.map((channel) => channel.channelId)
}

/** Which of these were written since, in order; other tests write to others meanwhile. */
export async function writtenOf(channelIds: readonly string[], since: number): Promise<string[]> {
  const entries = await control.journal({ since, path: WRITE_PATH })
  return entries.flatMap(({ query }) => channelIds.filter((id) => id === query.channelId))
}
