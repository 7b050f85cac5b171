import { type Channel, type Member, membersOfOwner } from '../polyv/model.ts'
import type { Change } from '../storage.ts'
import { createRandom, cycle } from './random.ts'

const surnames = ['赵', '钱', '孙', '李', '周', '吴', '郑', '王', '冯', '陈', '沈', '韩', '杨', '许', '何'] as const
const givenNames = ['一诺', '子墨', '雨桐', '建国', '秀英', '浩然', '思远', '晓燕', '佳怡', '志强', '宁', '帆'] as const
const sizes = [3, 12, 40, 7, 208, 25] as const
const longest = { list: 3, size: 1204 }

/** A list for every rank that is a whitelist, and for a few that are not yet. */
export function seedWhitelists(userId: string, channels: readonly Channel[]): Change[] {
  const changes: Change[] = []
  let lists = 0
  for (const [index, channel] of channels.entries()) {
    for (const rank of [1, 2] as const) {
      const isPhone = channel.ranks[rank].authType === 'phone'
      if (!isPhone && index % 13 !== 5) continue
      changes.push(
        ...seedList(
          membersOfOwner(channel.channelId, rank),
          lists === longest.list ? longest.size : cycle(sizes, lists),
          lists,
        ),
      )
      lists += 1
    }
  }
  return [...changes, ...seedList(membersOfOwner(`global-${userId}`, 1), 25, 900)]
}

function seedList(collection: string, size: number, seed: number): Change[] {
  const random = createRandom(4200 + seed)
  return Array.from({ length: size }, (_, index): Change => {
    const code = `199${String(seed % 100).padStart(2, '0')}${String(index * 7).padStart(6, '0')}`
    const member: Member = { code, name: random.pick(surnames) + random.pick(givenNames) }
    return [collection, code, member]
  })
}
