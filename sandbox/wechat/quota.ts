import type { Call, Reply } from '../http.ts'
import type { World } from '../world.ts'
import { type Body, requiredText } from './fields.ts'
import { ok, WechatError } from './reply.ts'

const shownLimit = 50_000

/** Calls by account, path and day, in China's day. Not kept over a restart. */
export class DailyUse {
  private day = ''
  private counts = new Map<string, number>()

  count(appid: string, path: string, now: number): number {
    this.turn(now)
    const key = `${appid}|${path}`
    const count = (this.counts.get(key) ?? 0) + 1
    this.counts.set(key, count)
    return count
  }

  used(appid: string, path: string, now: number): number {
    this.turn(now)
    return this.counts.get(`${appid}|${path}`) ?? 0
  }

  clear(): void {
    this.counts.clear()
  }

  private turn(now: number): void {
    const day = new Date(now + 8 * 3600 * 1000).toISOString().slice(0, 10)
    if (day !== this.day) this.counts.clear()
    this.day = day
  }
}

/** POST /cgi-bin/openapi/quota/get */
export function getQuota(
  world: World,
  call: Call,
  appid: string,
  body: Body,
  use: DailyUse,
  knownPaths: readonly string[],
): Reply {
  const path = requiredText(body, 'cgi_path')
  if (!path.startsWith('/')) throw new WechatError(76003, 'cgi_path should start with /')
  if (!knownPaths.includes(path)) throw new WechatError(76021, 'cgi_path not found')
  const limit = world.switches.number('wechatDailyQuota') || shownLimit
  const used = use.used(appid, path, call.now)
  const perSecond = world.switches.number('wechatQps')
  return ok({
    quota: { daily_limit: limit, used, remain: Math.max(0, limit - used) },
    ...(perSecond > 0 ? { rate_limit: { call_count: perSecond, refresh_second: 1 } } : {}),
  })
}
