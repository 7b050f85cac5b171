import type { Call, Reply } from '../http.ts'
import type { Change } from '../storage.ts'
import type { World } from '../world.ts'
import { type Body, checkAppId, dramaIds, optionalInteger, refuseUnknownNames, requiredText } from './fields.ts'
import {
  type Drama,
  dramasOf,
  type Grant,
  grantKey,
  grantsOf,
  isPlayable,
  type Licensee,
  licensees,
  type WechatAccount,
} from './model.ts'
import { ok, WechatError, wireId } from './reply.ts'
import { type DramaResult, misreport } from './results.ts'

const sevenDaysSeconds = 604_800
const categoryMessage = '被授权账号没有【文娱-微短剧】类目'

/** POST /wxa/sec/vod/authorizedrama */
export function authorizeDrama(world: World, call: Call, account: WechatAccount, body: Body): Reply {
  const { switches, store } = world
  const reads = switches.text('READS')
  const names = reads === 'either' ? ['authorized_appid', 'authorized'] : [reads]
  if (switches.text('STRICT_NAMES') === 'on') refuseUnknownNames(body, ['drama_id', 'authz_expire_time', ...names])
  const ids = readIds(world, body)
  const licensee = requiredText(body, names.find((name) => body[name] !== undefined) ?? names[0] ?? 'authorized_appid')
  const expiresAt = readExpiry(body, call.now)
  checkAppId(licensee)
  if (licensee === account.appid && switches.text('selfGrant') === 'refuse') {
    throw new WechatError(47003, 'argument invalid! authorized_appid')
  }
  const refusal = licenseeRefusal(world, licensee)
  if (refusal && switches.text('accountErrors') === 'call') throw refusal

  const changes: Change[] = []
  const items: unknown[] = []
  const done = new Set<string>()
  const results = ids.map((id): DramaResult => {
    const preset = presetFailure(call, id)
    if (preset) return preset
    if (refusal) return { drama_id: wireId(id), errcode: refusal.errcode, errmsg: refusal.message }
    const drama = store.get<Drama>(dramasOf(account.appid), id)
    if (!drama) return { drama_id: wireId(id), errcode: 1, errmsg: `获取剧目${id}失败!` }
    if (!isPlayable(drama)) return { drama_id: wireId(id), errcode: 1, errmsg: unplayableMessage(drama) }
    if (done.has(id)) return { drama_id: wireId(id), errcode: 0 }
    done.add(id)
    const key = grantKey(id, licensee)
    const held = store.get<Grant>(grantsOf(account.appid), key)
    if (held && isLive(held.authz_expire_time, call.now)) {
      const rule = switches.text('regrant')
      if (rule === 'error') return { drama_id: wireId(id), errcode: 1, errmsg: `剧目${id}已授权` }
      if (keepsOld(rule, held.authz_expire_time, expiresAt)) return { drama_id: wireId(id), errcode: 0 }
    }
    const grant: Grant = {
      drama_id: id,
      authorized_appid: licensee,
      authorized_time: Math.floor(call.now / 1000),
      authz_expire_time: expiresAt,
      writes: (held?.writes ?? 0) + 1,
    }
    changes.push([grantsOf(account.appid), key, grant])
    items.push({ action: 'grant', drama_id: id, authorized_appid: licensee, authz_expire_time: expiresAt })
    return { drama_id: wireId(id), errcode: 0 }
  })
  call.commit(changes, items)
  return ok({ result: misreport(call, results) })
}

/** POST /wxa/sec/vod/deauthorizedrama */
export function deauthorizeDrama(world: World, call: Call, account: WechatAccount, body: Body): Reply {
  if (world.switches.text('STRICT_NAMES') === 'on') refuseUnknownNames(body, ['drama_id', 'authorized_appid'])
  const ids = readIds(world, body)
  const licensee = requiredText(body, 'authorized_appid')
  checkAppId(licensee)
  const changes: Change[] = []
  const items: unknown[] = []
  const missing = new Set<string>()
  const results = ids.map((id): DramaResult => {
    const preset = presetFailure(call, id)
    if (preset) return preset
    const key = grantKey(id, licensee)
    if (!world.store.get(grantsOf(account.appid), key)) {
      missing.add(id)
      return { drama_id: wireId(id), ...missingGrant(world, id) }
    }
    if (!items.some((item) => (item as { drama_id: string }).drama_id === id)) {
      changes.push([grantsOf(account.appid), key, null])
      items.push({ action: 'revoke', drama_id: id, authorized_appid: licensee })
    }
    return { drama_id: wireId(id), errcode: 0 }
  })
  if (missing.size === ids.length && world.switches.text('accountErrors') === 'call') {
    const code = Number(world.switches.text('revokeMissing'))
    if (code !== 1) throw new WechatError(code, missingGrant(world, ids[0] ?? '').errmsg)
  }
  call.commit(changes, items)
  return ok({ result: misreport(call, results) })
}

export function readExpiry(body: Body, now: number): number {
  const expiresAt = optionalInteger(body, 'authz_expire_time') ?? 0
  if (expiresAt !== 0 && expiresAt < Math.floor(now / 1000) + sevenDaysSeconds) {
    throw new WechatError(47003, 'argument invalid! authz_expire_time')
  }
  return expiresAt
}

/** Why this licensee cannot be granted anything, or null. */
export function licenseeRefusal(world: World, appid: string): WechatError | null {
  const licensee = world.store.get<Licensee>(licensees, appid)
  if (licensee) return licensee.hasCategory ? null : new WechatError(10090038, categoryMessage)
  const rule = world.switches.text('unknownLicensee')
  if (rule === 'accept') return null
  return rule === '10093030' ? new WechatError(10093030, '资源不存在') : new WechatError(10090038, categoryMessage)
}

/** Whether a second grant leaves the first as it is. */
export function keepsOld(rule: string, held: number, asked: number): boolean {
  const [heldUntil, askedUntil] = [held || Number.POSITIVE_INFINITY, asked || Number.POSITIVE_INFINITY]
  if (rule === 'longest') return heldUntil >= askedUntil
  return rule === 'shortest' ? heldUntil <= askedUntil : rule === 'keep-old'
}

export function isLive(expiresAt: number, now: number): boolean {
  return expiresAt === 0 || expiresAt * 1000 > now
}

function readIds(world: World, body: Body): string[] {
  return dramaIds(body, {
    acceptQuoted: world.switches.text('quotedIds') === 'accept',
    maximum: world.switches.number('maxIdsPerCall'),
    refuseDuplicates: world.switches.text('duplicateIds') === 'refuse',
  })
}

function presetFailure(call: Call, id: string): DramaResult | null {
  if (call.fault?.kind !== 'fail_items') return null
  const item = call.fault.items?.find((candidate) => String(candidate.id) === id)
  return item ? { drama_id: wireId(id), errcode: item.code, errmsg: item.message ?? '操作失败' } : null
}

function unplayableMessage(drama: Drama): string {
  if (drama.audit_detail?.status !== 3) return `剧目${drama.drama_id}未审核通过`
  return drama.status === 3 ? `剧目${drama.drama_id}已被平台下架` : `剧目${drama.drama_id}当前不可播`
}

function missingGrant(world: World, id: string): { errcode: number; errmsg: string } {
  const code = Number(world.switches.text('revokeMissing'))
  if (code === 10090043) return { errcode: code, errmsg: '不存在授权关系' }
  if (code === 10090039) return { errcode: code, errmsg: '已经被解除授权' }
  return { errcode: 1, errmsg: `获取剧目${id}的授权信息失败!` }
}
