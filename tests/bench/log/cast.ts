import type { Actor, Target } from '@/lib/audit/event'
import { Random } from '@/tests/faults/random'

const SURNAMES = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧']
const GIVEN =
  '伟 芳 娜 敏 静 秀英 丽 强 磊 军 洋 勇 艳 杰 娟 涛 明 超 秀兰 霞 平 刚 桂英 子轩 雨桐 欣怡 浩然 思远 一诺 梓涵'.split(
    ' ',
  )
const FIRST =
  '长夜 凤归 重生 闪婚 龙王 战神 千金 替嫁 摄政 逆袭 夜色 春风 锦绣 江湖 离婚 万古 豪门 医妃 天命 旧梦'.split(' ')
const SECOND =
  '归人 九天 之后 老公 赘婿 归来 不装 王妃 娇妻 人生 温柔 不渡 良缘 行 当日 神帝 弃妇 倾城 之子 长安'.split(' ')
const TAILS = ['', '', '', '之第二季', '·番外', '之重逢', '：终章', '2026']
const COMPANIES = '星河 竹影 鹿鸣 青柠 万象 晨光 墨海 飞鸟 云杉 橙子 山海 知夏 拾光 北辰 半夏'.split(' ')
const KINDS = '短剧 剧场 影视 小剧场 看剧 追剧 文化 视界'.split(' ')
const CHANNELS = '新品发布 年度盛典 剧组见面会 首映礼 线上路演 幕后访谈 粉丝夜话 招商说明会'.split(' ')

const mostly = <T>(random: Random, list: readonly T[], power: number): T => {
  const value = list[Math.floor(random.next() ** power * list.length)]
  if (value === undefined) throw new Error('an empty list')
  return value
}

type Named = { id: string; name: string }

/** Who acts on what in the invented log. A few do most of it, as everywhere. */
export class Cast {
  readonly people: readonly Actor[]
  readonly dramas: readonly Named[]
  readonly licensees: readonly Named[]
  readonly channels: readonly Named[]

  constructor(seed: number) {
    const random = new Random(seed)
    this.people = Array.from({ length: 60 }, (_, at) => ({
      type: 'person' as const,
      id: `bench-person-${at}`,
      name: random.one(SURNAMES) + random.one(GIVEN),
      role: at < 3 ? 'admin' : at < 44 ? 'manager' : 'support',
      sessionPrint: `f1:${hex(random, 12)}`,
      ip: `10.0.${at % 4}.${20 + at}`,
      userAgent:
        'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
    }))
    this.dramas = Array.from({ length: 4_000 }, (_, at) => ({
      id: String(10_000_000 + at * 37),
      name: random.one(FIRST) + random.one(SECOND) + random.one(TAILS),
    }))
    this.licensees = Array.from({ length: 300 }, (_, at) => ({
      id: `wx${hex(random, 16)}`,
      name: random.one(COMPANIES) + random.one(KINDS) + (at % 3 ? '' : String(at)),
    }))
    this.channels = Array.from({ length: 120 }, (_, at) => ({
      id: String(3_400_000 + at * 11),
      name: `${random.one(CHANNELS)} ${1 + (at % 24)} 期`,
    }))
  }

  person = (random: Random): Actor => mostly(random, this.people, 2.6)
  manager = (random: Random): Actor => mostly(random, this.people.slice(0, 44), 2.6)
  drama = (random: Random): Named => mostly(random, this.dramas, 2)
  licensee = (random: Random): Named => mostly(random, this.licensees, 2)
  channel = (random: Random): Named => mostly(random, this.channels, 1.6)
}

export function hex(random: Random, digits: number): string {
  let text = ''
  while (text.length < digits)
    text += Math.floor(random.next() * 2 ** 32)
      .toString(16)
      .padStart(8, '0')
  return text.slice(0, digits)
}

/** A UUIDv7 of that instant, from the seed. */
export function idAt(random: Random, at: number): string {
  const time = at.toString(16).padStart(12, '0')
  const rest = hex(random, 19)
  return `${time.slice(0, 8)}-${time.slice(8)}-7${rest.slice(0, 3)}-8${rest.slice(3, 6)}-${rest.slice(6, 18)}`
}

export const grantTarget = (drama: Named, licensee: Named): Target => ({
  type: 'drama_grant',
  id: `${drama.id}@${licensee.id}`,
  name: `《${drama.name}》→ ${licensee.name}`,
})
