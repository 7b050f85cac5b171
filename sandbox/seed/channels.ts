import { type Channel, channels, type Ranks, type StoredRank } from '../polyv/model.ts'
import type { Change } from '../storage.ts'
import { channelTitle } from './channel-titles.ts'
import { condition, conditionTypes, withResidue } from './conditions.ts'
import { createRandom, cycle } from './random.ts'

const off: StoredRank = { enabled: 'N' }
const statuses = ['live', 'waiting', 'end', 'unStart', 'playback', 'waiting', 'end', 'banpush'] as const
const scenes = ['topclass', 'alone', 'ppt', 'seminar'] as const
const dayMs = 86_400_000

type Shape = { ranks: Ranks; followsGlobal?: 'Y' }

/** One of everything the viewing page can find stored, in an order that mixes them on the first page. */
function shapes(): Shape[] {
  const single = conditionTypes.flatMap((type, index): Shape[] => [
    { ranks: { 1: condition(type, index), 2: off } },
    { ranks: { 1: condition(type, index + 9), 2: off } },
  ])
  const paired = conditionTypes.flatMap((first, index) =>
    [1, 2, 4, 6, 7].map((step): Shape => {
      const second = cycle(conditionTypes, index + step)
      return { ranks: { 1: condition(first, index + step), 2: condition(second, index + step + 2) } }
    }),
  )
  const open = Array.from({ length: 8 }, (): Shape => ({ ranks: { 1: off, 2: off } }))
  const followers = Array.from(
    { length: 10 },
    (_, index): Shape => ({ ranks: { 1: condition(cycle(conditionTypes, index), index), 2: off }, followsGlobal: 'Y' }),
  )
  const odd: Shape[] = [
    { ranks: { 1: { enabled: 'Y', authType: 'wxshare' }, 2: off } },
    { ranks: { 1: { enabled: 'Y', authType: 'none' }, 2: off } },
    { ranks: { 1: { enabled: 'N', authType: 'none' }, 2: off } },
    { ranks: { 1: { ...condition('code', 3), authCode: 'longcode2024' }, 2: off } },
    { ranks: { 1: { ...condition('code', 4), authCode: 'member-0001' }, 2: condition('wx', 2) } },
    { ranks: { 1: withResidue(condition('phone', 1), condition('code', 5)), 2: off } },
    {
      ranks: { 1: withResidue(condition('public', 1), condition('pay', 6)), 2: withResidue(off, condition('info', 2)) },
    },
    { ranks: { 1: withResidue(off, condition('external', 3)), 2: withResidue(off, condition('custom', 4)) } },
    {
      ranks: {
        1: { ...condition('pay', 2), trialWatchEnabled: 'Y', trialWatchTime: 5, watchEndTime: '2025-12-31 20:00' },
        2: off,
      },
    },
    { ranks: { 1: { ...condition('custom', 8), customKey: 'longerthantencharacters' }, 2: off } },
    { ranks: { 1: { ...condition('wx', 1), wxAuthExpireValue: undefined }, 2: condition('direct', 5) } },
  ]
  return interleave([single, paired, followers, open, odd])
}

export function seedChannels(userId: string, firstId: number, now: number, limit = Number.POSITIVE_INFINITY): Change[] {
  const random = createRandom(firstId)
  return shapes()
    .slice(0, limit)
    .map((shape, index): Change => {
      const createdTime = now - (120 - index) * dayMs - random.integer(dayMs)
      const status = cycle(statuses, index)
      const channel: Channel = {
        channelId: String(firstId + index * 3),
        userId,
        name: channelTitle(index),
        channelPasswd: String(100_000 + random.integer(899_999)),
        categoryId: String(530_100 + (index % 4)),
        scene: cycle(scenes, index),
        newScene: shape.followsGlobal !== 'Y' && index % 3 !== 0,
        watchStatus: status,
        startTime: status === 'unStart' ? now + (index % 9) * dayMs : createdTime + dayMs,
        createdTime,
        followsGlobal: shape.followsGlobal ?? 'N',
        ranks: shape.ranks,
        writes: 0,
      }
      return [channels, channel.channelId, channel]
    })
}

function interleave<T>(lists: T[][]): T[] {
  const weighted = lists.flatMap((list) => list.map((value, index) => ({ value, place: (index + 0.5) / list.length })))
  return weighted.toSorted((left, right) => left.place - right.place).map(({ value }) => value)
}
