import 'server-only'
import type { ConnectionKind } from '@/lib/connections/queries'
import type { EndpointKey } from '@/lib/connections/schema'
import { env } from '@/lib/env'

type Endpoint = { key: EndpointKey; baseUrl: string; isSandbox: boolean }

const realHosts: Record<ConnectionKind, string> = {
  wechat: 'https://api.weixin.qq.com',
  polyv: 'https://api.polyv.net',
}
/** What the environment points an upstream at. */
export const configuredAddress: Record<ConnectionKind, string> = {
  wechat: new URL(env.WECHAT_API_BASE_URL).origin,
  polyv: new URL(env.POLYV_API_BASE_URL).origin,
}

export const isSandboxed = (kind: ConnectionKind): boolean => env.SANDBOX_UPSTREAMS.split(',').includes(kind)

/**
 * The only places a connection may point at: the real host, and what whoever runs this server configured. The first one
 * is the usual choice.
 */
export function listEndpoints(kind: ConnectionKind): Endpoint[] {
  const live: Endpoint = { key: 'live', baseUrl: realHosts[kind], isSandbox: false }
  if (configuredAddress[kind] === live.baseUrl) return [live]
  const own = { baseUrl: configuredAddress[kind] }
  return isSandboxed(kind)
    ? [{ ...own, key: 'sandbox', isSandbox: true }, live]
    : [{ ...own, key: 'configured', isSandbox: false }, live]
}

export const findEndpoint = (kind: ConnectionKind, key: EndpointKey): Endpoint | undefined =>
  listEndpoints(kind).find((endpoint) => endpoint.key === key)

/** The name of an address in use, or null when this server no longer offers it. */
export const endpointAt = (kind: ConnectionKind, baseUrl: string): Endpoint | null =>
  listEndpoints(kind).find((endpoint) => endpoint.baseUrl === baseUrl) ?? null

/** For a form: names and hosts, nothing a person could alter into another address. */
export const listEndpointChoices = (kind: ConnectionKind): { key: EndpointKey; host: string }[] =>
  listEndpoints(kind).map(({ key, baseUrl }) => ({ key, host: new URL(baseUrl).host }))

/** Calls per second an account of this kind begins with. */
export const defaultCallsPerSecond: Record<ConnectionKind, number> = {
  wechat: env.WECHAT_CALLS_PER_SECOND,
  polyv: env.POLYV_CALLS_PER_SECOND,
}
