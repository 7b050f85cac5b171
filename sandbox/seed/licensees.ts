import { createHash } from 'node:crypto'
import type { Change } from '../storage.ts'
import { type Licensee, licensees } from '../wechat/model.ts'
import { cycle } from './random.ts'

const houses = [
  '半坡',
  '灯舟',
  '桐阴',
  '渡白',
  '南塘',
  '拾穗',
  '砚池',
  '橘灯',
  '听雨',
  '望川',
  '小满',
  '麦浪',
  '青棠',
  '竹间',
  '晚晴',
  '浮石',
] as const

const kinds = ['剧场', '短剧', '小剧院', '夜读剧社'] as const

export const licenseeCount = 66

/** Invented, stable AppIDs: wx and sixteen hex digits. */
export function licenseeAppId(index: number): string {
  return `wx${createHash('sha256').update(`licensee ${index}`).digest('hex').slice(0, 16)}`
}

export function seedLicensees(): Change[] {
  return Array.from({ length: licenseeCount }, (_, index): Change => {
    const house = cycle(houses, index)
    const kind = kinds[Math.floor(index / houses.length)] ?? '看剧'
    const licensee: Licensee = {
      appid: licenseeAppId(index),
      name: `${house}${kind}`,
      company: `${house}（虚构）网络科技有限公司`,
      hasCategory: index % 11 !== 10,
    }
    return [licensees, licensee.appid, licensee]
  })
}
