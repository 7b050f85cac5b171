import { randomBytes } from 'node:crypto'
import { parse } from 'lossless-json'
import type { Call, Reply } from '../http.ts'
import type { Change, Store } from '../storage.ts'
import type { World } from '../world.ts'
import { accounts, tokens, type WechatAccount } from './model.ts'
import { json, WechatError } from './reply.ts'

type Kind = 'plain' | 'stable'

type Token = { token: string; appid: string; kind: Kind; expiresAt: number }

type Slot = { current: string; forcedAt: number; forcedDay: string; forcedCount: number }

const slots = 'wechat.tokenSlots'
const slotKey = (appid: string, kind: Kind): string => `${appid}|${kind}`
const forgetAfterMs = 24 * 3600 * 1000

const invalidCredential =
  'invalid credential, access_token is invalid or not latest, could get access_token by getStableAccessToken'

/** GET /cgi-bin/token: every call issues a new token and lets the previous one run out. */
export function issuePlainToken(world: World, call: Call): Reply {
  if (call.method !== 'GET') throw new WechatError(43001, 'require GET method')
  const text = (name: string): string => call.query.get(name) ?? ''
  const account = checkSecret(world, text('grant_type'), text('appid'), text('secret'))
  return issue(world, call, account.appid, 'plain')
}

/** POST /cgi-bin/stable_token: the same token until its last minutes. */
export function issueStableToken(world: World, call: Call): Reply {
  if (call.method !== 'POST') throw new WechatError(43002, 'require POST method')
  if (call.body.length === 0) throw new WechatError(44002, 'empty post data')
  const body = readObject(call.body)
  const text = (name: string): string => (typeof body[name] === 'string' ? body[name] : '')
  const account = checkSecret(world, text('grant_type'), text('appid'), text('secret'))
  const current = currentToken(world, account.appid, 'stable')
  if (body.force_refresh === true) return forceRefresh(world, call, account.appid, current)
  if (current && current.expiresAt - call.now > overlapMs(world)) return tokenReply(current, call.now)
  return issue(world, call, account.appid, 'stable')
}

function forceRefresh(world: World, call: Call, appid: string, current: Token | undefined): Reply {
  const slot = world.store.get<Slot>(slots, slotKey(appid, 'stable'))
  const day = new Date(call.now + 8 * 3600 * 1000).toISOString().slice(0, 10)
  const used = slot?.forcedDay === day ? slot.forcedCount : 0
  const gapMs = world.switches.number('forceRefreshGapSeconds') * 1000
  if (current && slot && call.now - slot.forcedAt < gapMs) return tokenReply(current, call.now)
  if (used >= world.switches.number('forceRefreshPerDay'))
    throw new WechatError(45009, 'reach max api daily quota limit')
  const next = newToken(world, call.now, appid, 'stable')
  const changes: Change[] = [
    [tokens, next.token, next],
    [
      slots,
      slotKey(appid, 'stable'),
      { current: next.token, forcedAt: call.now, forcedDay: day, forcedCount: used + 1 },
    ],
  ]
  if (current) changes.push([tokens, current.token, null])
  call.commit(changes, [])
  return tokenReply(next, call.now)
}

function issue(world: World, call: Call, appid: string, kind: Kind): Reply {
  const current = currentToken(world, appid, kind)
  const slot = world.store.get<Slot>(slots, slotKey(appid, kind))
  const next = newToken(world, call.now, appid, kind)
  const changes: Change[] = world.store
    .values<Token>(tokens)
    .filter((token) => token.expiresAt < call.now - forgetAfterMs)
    .map((token) => [tokens, token.token, null])
  if (current) {
    const expiresAt = Math.min(current.expiresAt, call.now + overlapMs(world))
    changes.push([tokens, current.token, { ...current, expiresAt }])
  }
  changes.push([tokens, next.token, next])
  const kept = slot ?? { forcedAt: 0, forcedDay: '', forcedCount: 0 }
  changes.push([slots, slotKey(appid, kind), { ...kept, current: next.token }])
  call.commit(changes, [])
  return tokenReply(next, call.now)
}

/** The account a business call acts for: 41001, 40001 or 42001 when there is none. */
export function authenticate(world: World, call: Call): WechatAccount {
  const text = call.query.get('access_token') ?? ''
  if (text === '') throw new WechatError(41001, 'access_token missing')
  const token = world.store.get<Token>(tokens, text)
  if (!token) throw new WechatError(40001, invalidCredential)
  if (token.expiresAt <= call.now) throw new WechatError(42001, 'access_token expired')
  const account = world.store.get<WechatAccount>(accounts, token.appid)
  if (!account) throw new WechatError(40001, invalidCredential)
  return account
}

/** Ends the token at once, as time would. */
export function expireToken(world: World, text: string, now: number): void {
  const token = world.store.get<Token>(tokens, text)
  if (token) world.store.commit([[tokens, text, { ...token, expiresAt: now }]])
}

/** Ends the token as another system's forced refresh does: a newer one takes its place. */
export function replaceToken(world: World, text: string, now: number): void {
  const token = world.store.get<Token>(tokens, text)
  if (!token) return
  const next = newToken(world, now, token.appid, token.kind)
  const slot = world.store.get<Slot>(slots, slotKey(token.appid, token.kind))
  const kept = slot ?? { forcedAt: 0, forcedDay: '', forcedCount: 0 }
  world.store.commit([
    [tokens, text, null],
    [tokens, next.token, next],
    [slots, slotKey(token.appid, token.kind), { ...kept, current: next.token }],
  ])
}

/** The issued tokens as changes, to carry them over a reset. */
export function keptTokens(store: Store): Change[] {
  return [...store.changesFor(tokens), ...store.changesFor(slots)]
}

function currentToken(world: World, appid: string, kind: Kind): Token | undefined {
  const slot = world.store.get<Slot>(slots, slotKey(appid, kind))
  return slot ? world.store.get<Token>(tokens, slot.current) : undefined
}

function newToken(world: World, now: number, appid: string, kind: Kind): Token {
  const lifetimeMs = world.switches.number('tokenLifetimeSeconds') * 1000
  return { token: `98_${randomBytes(102).toString('base64url')}`, appid, kind, expiresAt: now + lifetimeMs }
}

function overlapMs(world: World): number {
  const lifetimeSeconds = world.switches.number('tokenLifetimeSeconds')
  return Math.min(world.switches.number('tokenOverlapSeconds'), lifetimeSeconds / 2) * 1000
}

function tokenReply(token: Token, now: number): Reply {
  return json({ access_token: token.token, expires_in: Math.max(0, Math.floor((token.expiresAt - now) / 1000)) })
}

function checkSecret(world: World, grantType: string, appid: string, secret: string): WechatAccount {
  if (appid === '') throw new WechatError(41002, 'appid missing')
  if (grantType !== 'client_credential') throw new WechatError(40002, 'invalid grant_type')
  if (secret === '') throw new WechatError(41004, 'appsecret missing')
  const account = world.store.get<WechatAccount>(accounts, appid)
  if (!account) throw new WechatError(40013, 'invalid appid')
  if (account.secret !== secret) throw new WechatError(40125, 'invalid appsecret')
  return account
}

/** A body that is not JSON reads as no fields at all, so it ends in 41002. */
function readObject(body: Buffer): Record<string, unknown> {
  try {
    const parsed: unknown = parse(body.toString('utf8'))
    return typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}
