import type { World } from '../world.ts'
import { checkInfoFields } from './check-info-fields.ts'
import { countCharacters, lengthLimit } from './limits.ts'
import { PolyvError } from './reply.ts'

export const writableTypes = ['pay', 'code', 'phone', 'info', 'custom', 'external', 'direct', 'public', 'wx']

const flags = ['enabled', 'privacyStatus', 'onceWhitelistEnabled', 'externalButtonEnabled', 'trialWatchEnabled']
const integers = ['validTimePeriod', 'trialWatchTime']
const texts = [
  'authType',
  'privacyContent',
  'payAuthTips',
  'watchEndTime',
  'authCode',
  'qcodeTips',
  'qcodeImg',
  'authTips',
  'whiteListEntryText',
  'whiteListInputTips',
  'infoAuthTips',
  'infoDesc',
  'infoEntryText',
  'customKey',
  'customUri',
  'externalKey',
  'externalUri',
  'externalRedirectUri',
  'directKey',
  'wxAuthExpireValue',
  'codeAuthTips',
]

export const knownFields = new Set([...flags, ...integers, ...texts, 'price', 'infoFields'])

/** Checks one sent, non-empty value on its own; what it returns is what gets stored. */
export function checkField(world: World, now: number, field: string, value: unknown): unknown {
  if (flags.includes(field)) {
    if (value !== 'Y' && value !== 'N') throw new PolyvError(400, 'param is not boolean (Y / N)')
    return value
  }
  if (field === 'infoFields') return checkInfoFields(value)
  if (field === 'price') return checkPrice(world, value)
  if (integers.includes(field)) return checkInteger(field, value)
  if (typeof value !== 'string') throw new PolyvError(400, 'json format error')
  const limit = lengthLimit(world.switches.text('limits'), field)
  if (limit !== undefined && countCharacters(value) > limit)
    throw new PolyvError(400, `param length is incorrect: ${field}`)
  checkText(world, now, field, value)
  return value
}

function checkText(world: World, now: number, field: string, value: string): void {
  if (
    field === 'authCode' &&
    world.switches.text('authCodeCharset') === 'alphanumeric' &&
    !/^[A-Za-z0-9]+$/.test(value)
  ) {
    throw new PolyvError(400, 'param validate error')
  }
  if (field === 'watchEndTime') {
    const at = parseBeijingMinute(value)
    if (at === null) throw new PolyvError(400, 'invalid date time format')
    if (at < now && world.switches.text('pastWatchEndTime') === 'refuse')
      throw new PolyvError(400, 'param validate error')
  }
  if (field === 'wxAuthExpireValue') {
    const count = /^([1-9]\d*)[dh]$/.exec(value)?.[1]
    if (count === undefined) throw new PolyvError(400, 'param validate error')
    if (Number(count) > world.switches.number('wxExpireMax')) throw new PolyvError(400, 'number range error')
  }
  if (field === 'privacyContent') {
    const limit = world.switches.number('privacyContentMax')
    if (limit > 0 && countCharacters(value) > limit)
      throw new PolyvError(400, 'param length is incorrect: privacyContent')
  }
}

function checkPrice(world: World, value: unknown): number {
  if (typeof value !== 'number') throw new PolyvError(400, 'param is not number: price')
  const rounded = Number(value.toFixed(2))
  if (rounded !== value && world.switches.text('priceDecimals') === 'refuse')
    throw new PolyvError(400, 'param validate error')
  if (rounded < 0.01 || rounded > world.switches.number('priceMax')) throw new PolyvError(400, 'number range error')
  return rounded
}

function checkInteger(field: string, value: unknown): number {
  if (typeof value !== 'number' || !Number.isInteger(value)) throw new PolyvError(400, `param is not number: ${field}`)
  if (value > 2_147_483_647) throw new PolyvError(400, `param exceeds maximum value of integer: ${field}`)
  if (value < 1) throw new PolyvError(400, 'number range error')
  return value
}

/** `yyyy-MM-dd HH:mm` in China Standard Time, as epoch milliseconds; null when it is no such minute. */
export function parseBeijingMinute(text: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/.test(text)) return null
  const at = Date.parse(`${text.replace(' ', 'T')}:00Z`)
  if (Number.isNaN(at) || new Date(at).toISOString().slice(0, 16) !== text.replace(' ', 'T')) return null
  return at - 8 * 3600 * 1000
}
