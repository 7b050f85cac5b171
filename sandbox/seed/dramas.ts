import type { Change } from '../storage.ts'
import { type Drama, dramasOf } from '../wechat/model.ts'
import { dramaTitle } from './drama-titles.ts'
import { createRandom, cycle, daySeconds } from './random.ts'

const producers = ['砚池影业', '半坡剧社', '灯舟文化', '桐阴传媒', '渡白影视', '南塘映画', '拾穗工坊'] as const
const writers = ['林见秋', '周望舒', '沈渡', '许禾', '温如故', '顾南枝'] as const
const actors = ['陆知微', '程砚', '苏枕河', '江予安', '叶灵犀', '秦越舟', '白芷', '何向晚'] as const
const hooks = ['一纸婚约', '一封旧信', '一场误会', '一笔遗产', '一次重逢', '一桩旧案'] as const

/** Beyond what a JavaScript number holds. */
const hugeDramaId = '9007199254740993'
const combinations = 20
const strayRounds = 3

/** Every pair of status and audit state three times, then playable ones; one id beyond 2^53. */
export function seedDramas(appid: string, count: number, firstId: number, now: number): Change[] {
  const random = createRandom(firstId)
  return Array.from({ length: count }, (_, index): Change => {
    const isStray = index % 4 === 3 && index < combinations * strayRounds * 4
    const state = Math.floor(index / 4) % combinations
    const created = now - (count - index) * (daySeconds + random.integer(7200)) - 20 * daySeconds
    const id = index === count - 5 ? hugeDramaId : String(firstId + index)
    const drama: Drama = {
      ...describeStory(index, random.integer(1_000_000)),
      drama_id: id,
      create_time: created,
      cover_url: `https://cover.sandbox.invalid/${id}.jpg?expires=7200`,
      media_count: 24 + random.integer(76),
      first_media_id: 1_100_000 + index * 120,
      expedited: random.integer(12) === 0 ? 1 : 0,
      status: isStray ? state % 4 : 0,
      audit_detail: {
        status: isStray ? Math.floor(state / 4) : 3,
        create_time: created + 3600,
        audit_time: created + 3600 + random.integer(4 * daySeconds),
      },
    }
    return [dramasOf(appid), id, drama]
  })
}

function describeStory(index: number, draw: number): Pick<Drama, 'name'> & Partial<Drama> {
  const name = dramaTitle(index)
  const lead = cycle(actors, draw)
  const partner = cycle(actors, draw + 3)
  if (index % 9 === 8) return { name }
  return {
    name,
    producer: cycle(producers, draw),
    playwright: cycle(writers, draw),
    description: `${lead}与${partner}因${cycle(hooks, draw)}相识，几番波折之后，才看清彼此真正想要的生活。`,
    recommendations: '节奏明快，适合下班路上看完一集。',
    production_license: `（沙）字第${String(10_000 + (draw % 89_999))}号`,
    promotion_poster: `https://cover.sandbox.invalid/poster/${draw}.jpg?expires=7200`,
    actors: [lead, partner].map((actor, order) => ({
      name: actor,
      photo_material_id: 700_000 + (draw % 5000) + order,
      role: order === 0 ? '女主角' : '男主角',
      profile: `${actor}，青年演员。`,
    })),
  }
}
