import { createHash, timingSafeEqual } from 'node:crypto'
import type { Call } from '../http.ts'
import type { World } from '../world.ts'
import { type PolyvAccount, polyvAccounts } from './model.ts'
import { type Envelope, PolyvError } from './reply.ts'

/** Order: appId missing, app unknown, timestamp, sign. */
export function authenticate(world: World, call: Call, params: Map<string, string>, envelope: Envelope): PolyvAccount {
  const appId = params.get('appId') ?? ''
  if (appId === '') throw new PolyvError(400, 'appId is required.')
  const account = world.store.values<PolyvAccount>(polyvAccounts).find((known) => known.appId === appId)
  if (!account)
    throw refusal(envelope, { v3: [400, 'application not found.'], v4: [20001, 'application not found', 400] })
  if (!isTimely(world, params.get('timestamp') ?? '', call.now)) {
    throw refusal(envelope, { v3: [400, 'invalid timestamp.'], v4: [10003, '时间戳过期', 400] })
  }
  if (!isSigned(world, params, account.appSecret)) {
    throw refusal(envelope, { v3: [400, 'invalid signature.'], v4: [10002, '签名错误', 403] })
  }
  return account
}

/** Every parameter but sign and files, empty ones dropped, sorted by name, raw values. */
function signParams(params: Iterable<[string, string]>, secret: string): string {
  const joined = [...params]
    .filter(([name, value]) => name !== 'sign' && value !== '')
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, value]) => name + value)
    .join('')
  return createHash('md5').update(`${secret}${joined}${secret}`, 'utf8').digest('hex').toUpperCase()
}

function isTimely(world: World, timestamp: string, now: number): boolean {
  if (!/^\d{13}$/.test(timestamp)) return false
  const ageMs = now - Number(timestamp)
  return ageMs <= world.switches.number('timestampWindowMs') && -ageMs <= world.switches.number('futureToleranceMs')
}

function isSigned(world: World, params: Map<string, string>, secret: string): boolean {
  const method = params.get('signatureMethod') ?? 'MD5'
  if (method !== 'MD5') return false
  const given = params.get('sign') ?? ''
  const read = world.switches.text('lowerCaseSign') === 'accept' ? given.toUpperCase() : given
  const expected = Buffer.from(signParams(params, secret))
  const actual = Buffer.from(read)
  return expected.length === actual.length && timingSafeEqual(expected, actual)
}

function refusal(envelope: Envelope, texts: { v3: [number, string]; v4: [number, string, number] }): PolyvError {
  return envelope === 'v3' ? new PolyvError(...texts.v3) : new PolyvError(...texts.v4)
}
