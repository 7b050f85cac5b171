import { isInteger, LosslessNumber, parse } from 'lossless-json'
import type { Call } from '../http.ts'
import { WechatError } from './reply.ts'

export type Body = Record<string, unknown>

const appIdPattern = /^wx[0-9a-f]{16}$/
const maxInteger = 9_223_372_036_854_775_807n

/** 44002, 10090018, 47001 in that order. */
export function parseBody(call: Call): Body {
  if (call.body.length === 0) throw new WechatError(44002, 'empty post data')
  if (call.contentType.startsWith('multipart/') || call.contentType.startsWith('application/x-www-form-urlencoded')) {
    throw new WechatError(10090018, 'invalid param')
  }
  let parsed: unknown
  try {
    parsed = parse(call.body.toString('utf8'))
  } catch {
    throw new WechatError(47001, 'data format error')
  }
  if (!isBody(parsed)) throw new WechatError(47001, 'data format error')
  return parsed
}

function isBody(value: unknown): value is Body {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof LosslessNumber)
}

export function refuseUnknownNames(body: Body, known: readonly string[]): void {
  const stranger = Object.keys(body).find((name) => !known.includes(name))
  if (stranger) throw new WechatError(10090021, `unrecognised parameter name: ${stranger}`)
}

function integerToken(value: unknown, acceptQuoted: boolean): string | null {
  let text: string | null = null
  if (value instanceof LosslessNumber) text = value.value
  else if (acceptQuoted && typeof value === 'string') text = value
  if (text === null || !isInteger(text) || !/^\d{1,19}$/.test(text)) return null
  const integer = BigInt(text)
  return integer <= maxInteger ? integer.toString() : null
}

export function dramaIds(
  body: Body,
  options: { acceptQuoted: boolean; maximum: number; refuseDuplicates: boolean },
): string[] {
  const list = body.drama_id
  if (!Array.isArray(list) || list.length === 0) throw new WechatError(10093014, 'param error: drama_id')
  const ids = list.map((value) => integerToken(value, options.acceptQuoted))
  const clean = ids.filter((id) => id !== null)
  if (clean.length !== ids.length) throw new WechatError(10093014, 'param error: drama_id')
  if (options.refuseDuplicates && new Set(clean).size !== clean.length) {
    throw new WechatError(10093014, 'param error: duplicate drama_id')
  }
  if (options.maximum > 0 && clean.length > options.maximum)
    throw new WechatError(47003, 'argument invalid! drama_id too many')
  return clean
}

export function optionalInteger(body: Body, name: string): number | undefined {
  const text = optionalId(body, name)
  return text === undefined ? undefined : Number(text)
}

export function optionalId(body: Body, name: string): string | undefined {
  if (body[name] === undefined) return undefined
  const text = integerToken(body[name], false)
  if (text === null) throw new WechatError(10093014, `param error: ${name}`)
  return text
}

export function requiredId(body: Body, name: string): string {
  const id = optionalId(body, name)
  if (id === undefined) throw new WechatError(10093014, `param error: ${name}`)
  return id
}

export function requiredText(body: Body, name: string): string {
  const value = optionalText(body, name)
  if (value === undefined || value === '') throw new WechatError(10093014, `param error: ${name}`)
  return value
}

export function optionalText(body: Body, name: string): string | undefined {
  const value = body[name]
  if (value === undefined) return undefined
  if (typeof value !== 'string') throw new WechatError(10093014, `param error: ${name}`)
  return value
}

export function checkAppId(appId: string): void {
  if (!appIdPattern.test(appId)) throw new WechatError(47003, 'argument invalid! authorized_appid')
}

export function paging(body: Body, maximum: number): { offset: number; limit: number } {
  const offset = optionalInteger(body, 'offset') ?? 0
  const limit = optionalInteger(body, 'limit') ?? 100
  if (limit < 1 || limit > maximum) throw new WechatError(47003, 'argument invalid! limit')
  return { offset, limit }
}
