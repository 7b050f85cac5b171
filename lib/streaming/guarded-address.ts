import 'server-only'
import type { LookupAddress } from 'node:dns'
import { lookup } from 'node:dns/promises'
import { BlockList, isIP } from 'node:net'
import { env } from '@/lib/env'

const LOOKUP_MS = 5_000

/** Why an address may not be used; each has its words on the screen. */
type AddressFault = 'https' | 'credentials' | 'private' | 'unknownHost' | 'lookupTimeout'

export class AddressRefused extends Error {
  readonly fault: AddressFault

  constructor(fault: AddressFault) {
    super(`address refused: ${fault}`)
    this.fault = fault
  }
}

const inner = new BlockList()
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  inner.addSubnet(network, prefix, 'ipv4')
/** Everything but global unicast, and of that what wraps an IPv4 address or is for documents. */
const outerV6 = new BlockList()
outerV6.addSubnet('2000::', 3, 'ipv6')
const innerV6 = new BlockList()
for (const [network, prefix] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
] as const)
  innerV6.addSubnet(network, prefix, 'ipv6')

function isInner(address: string): boolean {
  if (isIP(address) === 4) return inner.check(address, 'ipv4')
  return !outerV6.check(address, 'ipv6') || innerV6.check(address, 'ipv6')
}

/** While every upstream is the sandbox, a receiver on this machine may be tried out. */
const isTrial = (): boolean => ['wechat', 'polyv'].every((name) => env.SANDBOX_UPSTREAMS.split(',').includes(name))

const isLoopback = (address: string): boolean =>
  address === '::1' || (isIP(address) === 4 && address.startsWith('127.'))

/** The resolver keeps to no deadline of its own. */
async function lookUp(host: string): Promise<LookupAddress[]> {
  const timer = Promise.withResolvers<never>()
  const timeout = setTimeout(() => timer.reject(new AddressRefused('lookupTimeout')), LOOKUP_MS)
  try {
    const found = lookup(host, { all: true }).catch(() => {
      throw new AddressRefused('unknownHost')
    })
    return await Promise.race([found, timer.promise])
  } finally {
    clearTimeout(timeout)
  }
}

/**
 * The one address to connect to, looked up and judged once, so that it cannot become another between check and use.
 * @param mayBeInner collectors of logs stand in the same network; only this machine and link-local stay closed to them.
 * @throws AddressRefused
 */
export async function resolveHost(host: string, mayBeInner: boolean): Promise<{ address: string; family: 4 | 6 }> {
  const bare = host.replace(/^\[|\]$/g, '')
  const found = isIP(bare) ? [{ address: bare, family: isIP(bare) }] : await lookUp(bare)
  for (const { address, family } of found) {
    const isAllowed = isLoopback(address) ? isTrial() : !isInner(address) || (mayBeInner && isSiteLocal(address))
    if (!isAllowed) throw new AddressRefused('private')
    if (family !== 4 && family !== 6) throw new AddressRefused('unknownHost')
  }
  const [first] = found
  if (!first) throw new AddressRefused('unknownHost')
  return { address: first.address, family: first.family === 6 ? 6 : 4 }
}

const site = new BlockList()
site.addSubnet('10.0.0.0', 8, 'ipv4')
site.addSubnet('172.16.0.0', 12, 'ipv4')
site.addSubnet('192.168.0.0', 16, 'ipv4')
site.addSubnet('fc00::', 7, 'ipv6')
const isSiteLocal = (address: string): boolean => site.check(address, isIP(address) === 4 ? 'ipv4' : 'ipv6')

/** A webhook's address: https, or http to this machine while it is tried out; nothing of a login in it. */
export function parseWebhookUrl(text: string): URL {
  let url: URL
  try {
    url = new URL(text)
  } catch {
    throw new AddressRefused('https')
  }
  if (url.username || url.password) throw new AddressRefused('credentials')
  const isLocal = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLocal && isTrial()))
    throw new AddressRefused('https')
  return url
}
