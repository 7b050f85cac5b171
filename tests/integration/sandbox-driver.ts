import { createHash } from 'node:crypto'
import { defaultCredentials } from '../../sandbox/credentials.ts'
import type { Sandbox } from '../../sandbox/start.ts'

export type Json = Record<string, unknown>

export type JournalEntry = {
  seq: number
  path: string
  method: string
  query: Record<string, string>
  body: string
  parsed: unknown
  applied: boolean
  appliedItems: Json[]
  fault: string | null
  response: { status: number; body: string } | null
}

/** Speaks to a running sandbox the way the upstreams are spoken to, with nothing shared with lib. */
export function driveSandbox(sandbox: Sandbox) {
  const { ports } = sandbox
  const control = async <T = Json>(method: string, path: string, body?: unknown): Promise<T> => {
    const response = await fetch(`http://127.0.0.1:${ports.control}${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    return (await response.json()) as T
  }

  const wechatText = async (path: string, body: string, method = 'POST'): Promise<string> => {
    const response = await fetch(`http://127.0.0.1:${ports.wechat}${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(method === 'GET' ? {} : { body }),
    })
    return await response.text()
  }

  const fetchToken = async (extra: Json = {}, account = defaultCredentials.wechat): Promise<string> => {
    const body = {
      grant_type: 'client_credential',
      appid: account.appId,
      secret: account.appSecret,
      ...extra,
    }
    const reply = JSON.parse(await wechatText('/cgi-bin/stable_token', JSON.stringify(body))) as Json
    return String(reply.access_token)
  }

  const wechat = async <T = Json>(name: string, token: string, body: unknown): Promise<T> => {
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    return JSON.parse(await wechatText(`/wxa/sec/vod/${name}?access_token=${token}`, text)) as T
  }

  const polyv = async (
    method: string,
    path: string,
    params: Record<string, string>,
    options: PolyvOptions = {},
  ): Promise<Json> => {
    const response = await polyvResponse(method, path, params, options)
    return (await response.json()) as Json
  }

  const polyvResponse = async (
    method: string,
    path: string,
    params: Record<string, string>,
    options: PolyvOptions = {},
  ): Promise<Response> => {
    const account = options.account ?? defaultCredentials.polyv
    const signed = { appId: account.appId, timestamp: String(options.timestamp ?? Date.now()), ...params }
    const sign = options.sign ?? signPolyv(signed, account.appSecret)
    const query = new URLSearchParams({ ...signed, sign })
    return await fetch(`http://127.0.0.1:${ports.polyv}${path}?${query}`, {
      method,
      headers: { 'content-type': options.contentType ?? 'application/json' },
      ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
    })
  }

  const updateConditions = async (channelId: string | null, authSettings: unknown, extra: Json = {}): Promise<Json> =>
    await polyv('POST', '/live/v3/channel/auth/update', channelId === null ? {} : { channelId }, {
      body: { authSettings, ...extra },
    })

  const readConditions = async (channelId: string | null): Promise<Json[]> => {
    const reply = await polyv('GET', '/live/v3/channel/auth/get', channelId === null ? {} : { channelId })
    return reply.data as Json[]
  }

  const journal = async (query: string): Promise<JournalEntry[]> =>
    (await control<{ entries: JournalEntry[] }>('GET', `/journal?${query}`)).entries

  return { control, wechatText, wechat, fetchToken, polyv, polyvResponse, updateConditions, readConditions, journal }
}

type PolyvOptions = {
  body?: unknown
  sign?: string
  timestamp?: number
  contentType?: string
  account?: { appId: string; appSecret: string }
}

function signPolyv(params: Record<string, string>, secret: string): string {
  const names = Object.keys(params)
    .filter((name) => params[name] !== '')
    .sort()
  const joined = names.map((name) => name + params[name]).join('')
  return createHash('md5').update(`${secret}${joined}${secret}`).digest('hex').toUpperCase()
}
