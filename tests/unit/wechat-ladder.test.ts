import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Exchange, UpstreamConnection } from '@/lib/http'
import { UpstreamError } from '@/lib/http'
import type { OpenCall } from '@/lib/operations/open-call'

const settings = vi.hoisted(() => ({ WECHAT_AUTHORIZE_SHAPE: 'auto' }))
const writeWechat = vi.hoisted(() => vi.fn())
vi.mock('@/lib/env', () => ({ env: settings }))
vi.mock('@/lib/wechat/client', () => ({ writeWechat }))
const { authorizeDramas, forgetShapes } = await import('@/lib/wechat/authorize-dramas')

type Server = (names: string[]) => { errcode: number; result?: boolean }
const has =
  (...names: string[]) =>
  (sent: string[]) =>
    names.every((name) => sent.includes(name))
const servers = {
  'reads authorized_appid, lenient': (sent: string[]) => ({ errcode: has('authorized_appid')(sent) ? 0 : 47003 }),
  'reads authorized_appid, strict': (sent: string[]) => ({
    errcode: sent.includes('authorized') ? 10090021 : has('authorized_appid')(sent) ? 0 : 47003,
  }),
  'reads authorized, lenient': (sent: string[]) => ({ errcode: has('authorized')(sent) ? 0 : 10093014 }),
  'reads authorized, strict': (sent: string[]) => ({
    errcode: sent.includes('authorized_appid') ? 10090021 : has('authorized')(sent) ? 0 : 47003,
  }),
} satisfies Record<string, Server>

const sentShapes: string[] = []
let nextCalls: Exchange[] = []

function serve(server: Server) {
  writeWechat.mockImplementation(async (call: OpenCall, _connection: UpstreamConnection, request: { body: string }) => {
    const names = Object.keys(JSON.parse(request.body)).filter((name) => name.startsWith('authorized'))
    sentShapes.push(names.join('+'))
    const { errcode, result = errcode === 0 } = server(names)
    const exchange = { errcode: String(errcode), errmsg: `shape ${names.join('+')}` } as Exchange
    const data = { result: result ? [{ drama_id: '1', errcode: 0 }] : null }
    return { call, reply: { errcode, errmsg: `shape ${names.join('+')}`, rid: null, data, exchange } }
  })
}

const call = {
  id: 'c',
  operationId: 'o',
  next: async (refused: Exchange) => {
    nextCalls.push(refused)
    return call
  },
} as unknown as OpenCall
const write = () =>
  authorizeDramas({
    call,
    connection: { accountId: 'wx1' } as UpstreamConnection,
    dramaIds: ['1'],
    appid: 'wx2',
    expiresAt: null,
  })

beforeEach(() => {
  forgetShapes()
  sentShapes.length = 0
  nextCalls = []
  settings.WECHAT_AUTHORIZE_SHAPE = 'auto'
})

describe('the ladder of request shapes', () => {
  it.each([
    ['reads authorized_appid, lenient', 1, 'authorized_appid'],
    ['reads authorized_appid, strict', 1, 'authorized_appid'],
    ['reads authorized, lenient', 2, 'authorized_appid+authorized'],
    ['reads authorized, strict', 3, 'authorized'],
  ] as const)('on a server that %s ends after %i calls with %s', async (server, calls, winner) => {
    serve(servers[server])
    expect((await write()).code).toBe(0)
    expect(sentShapes).toHaveLength(calls)
    expect(sentShapes.at(-1)).toBe(winner)
    expect(nextCalls).toHaveLength(calls - 1)
    await write()
    expect(sentShapes.slice(calls)).toEqual([winner])
  })

  it('shows the first error when every shape is refused, and remembers nothing', async () => {
    serve(() => ({ errcode: 47003 }))
    expect((await write()).message).toBe('shape authorized_appid')
    await write()
    expect(sentShapes).toHaveLength(6)
  })

  it.each([10090038, 10093030, 1, -1, 10093011, 10093023, 45009, 40001, 48001])(
    'does not climb on %i',
    async (errcode) => {
      serve(() => ({ errcode }))
      expect((await write()).code).toBe(errcode)
      expect(sentShapes).toHaveLength(1)
    },
  )

  it('does not climb when results came back with the refusal', async () => {
    serve(() => ({ errcode: 47003, result: true }))
    await write()
    expect(sentShapes).toHaveLength(1)
  })

  it('stops at an answer nobody can trust', async () => {
    writeWechat.mockImplementation(async () => {
      sentShapes.push('lost')
      throw new UpstreamError('ambiguous', {} as Exchange, 'TIMEOUT')
    })
    await expect(write()).rejects.toMatchObject({ kind: 'ambiguous' })
    expect(sentShapes).toHaveLength(1)
    expect(nextCalls).toHaveLength(0)
  })

  it('stays on a pinned rung', async () => {
    settings.WECHAT_AUTHORIZE_SHAPE = 'authorized'
    serve(servers['reads authorized_appid, lenient'])
    expect((await write()).code).toBe(47003)
    expect(sentShapes).toEqual(['authorized'])
  })
})
