import { beforeEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import type { Exchange, RequestSpec, UpstreamConnection } from '@/lib/http'
import { Secret } from '@/lib/secrets/secret'

const sendRequest = vi.hoisted(() => vi.fn())
vi.mock('@/lib/env', () => ({ env: {} }))
vi.mock('@/lib/http', async (original) => ({ ...(await original<typeof import('@/lib/http')>()), sendRequest }))
const { attempt } = await import('@/lib/wechat/attempt')

const observed: Exchange[] = []
const connection = {
  baseUrl: 'https://api.weixin.qq.com',
  observe: (exchange: Exchange) => observed.push(exchange),
} as unknown as UpstreamConnection
let spec: RequestSpec<unknown>

function answer(body: string, httpStatus = 200) {
  sendRequest.mockImplementation(async (given: RequestSpec<unknown>) => {
    spec = given
    const parsed = given.parse(body)
    const exchange = {
      httpStatus,
      request: given.keptRequest,
      response: given.keepResponse(parsed),
      endpoint: given.endpoint,
    }
    return { data: given.schema.parse(parsed), exchange }
  })
}

const send = (body: string) =>
  attempt(connection, new Secret('TOKEN-VALUE'), { path: '/wxa/sec/vod/getdrama', body, schema: z.looseObject({}) })

beforeEach(() => observed.splice(0))

describe('one attempt', () => {
  it('sends the token in the address and keeps it nowhere', async () => {
    answer('{"errcode":0}')
    await send('{"drama_id":1}')
    expect(spec.url.searchParams.get('access_token')).toBe('TOKEN-VALUE')
    expect(JSON.stringify([spec.endpoint, spec.keptRequest, observed])).not.toContain('TOKEN-VALUE')
  })

  it('keeps neither an AppSecret sent nor a token received', async () => {
    answer('{"access_token":"FRESH-TOKEN","expires_in":7200}')
    await attempt(connection, null, {
      path: '/cgi-bin/stable_token',
      body: '{"appid":"wx","secret":"APP-SECRET"}',
      schema: z.looseObject({}),
    })
    expect(JSON.stringify(observed)).not.toMatch(/APP-SECRET|FRESH-TOKEN/)
  })

  it('takes a missing code for success on HTTP 200 only', async () => {
    answer('{}')
    expect((await send('{}')).errcode).toBe(0)
    answer('{}', 404)
    await expect(send('{}')).rejects.toMatchObject({ kind: 'malformed' })
  })

  it('finds the trace id in the message', async () => {
    answer('{"errcode":47003,"errmsg":"args invalid rid: 6745a1b2-0c3d4e5f-12ab34cd"}')
    expect((await send('{}')).rid).toBe('6745a1b2-0c3d4e5f-12ab34cd')
    expect(observed[0]).toMatchObject({ errcode: '47003', rid: '6745a1b2-0c3d4e5f-12ab34cd' })
  })
})
