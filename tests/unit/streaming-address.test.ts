import { beforeAll, describe, expect, it, vi } from 'vitest'
import { setTestEnvironment } from './environment'

beforeAll(() => setTestEnvironment({ SANDBOX_UPSTREAMS: 'wechat' }))

const load = () => import('@/lib/streaming/guarded-address')

describe('where a webhook may point', () => {
  it.each([
    'http://siem.example.com/',
    'ftp://siem.example.com/',
    'javascript:alert(1)',
    '//siem.example.com',
    'https://',
    'http://127.0.0.1/',
    'https://user:word@siem.example.com/',
  ])('not %s', async (text) => {
    const { parseWebhookUrl } = await load()
    expect(() => parseWebhookUrl(text)).toThrow('address refused')
  })

  it.each([
    '127.0.0.1',
    '2130706433',
    '0x7f000001',
    '0177.0.0.1',
    '127.1',
    '0.0.0.0',
    '10.0.0.8',
    '172.16.3.4',
    '192.168.1.1',
    '100.100.100.200',
    '169.254.169.254',
    '224.0.0.1',
    '255.255.255.255',
    '[::1]',
    '[::]',
    '[::ffff:127.0.0.1]',
    '[::ffff:a00:1]',
    '[64:ff9b::7f00:1]',
    '[2002:7f00:1::]',
    '[fd00::1]',
    '[fe80::1]',
    '[ff02::1]',
    'localhost',
  ])('nor into this machine or network as %s', async (host) => {
    const { parseWebhookUrl, resolveHost } = await load()
    await expect(resolveHost(parseWebhookUrl(`https://${host}/`).hostname, false)).rejects.toThrow('address refused')
  })

  it('but to an address outside, the very one that was judged', async () => {
    const { resolveHost } = await load()
    expect(await resolveHost('8.8.8.8', false)).toEqual({ address: '8.8.8.8', family: 4 })
    expect(await resolveHost('[2606:4700:4700::1111]', false)).toEqual({ address: '2606:4700:4700::1111', family: 6 })
  })

  it('a collector may stand in the same network, never on this machine', async () => {
    const { resolveHost } = await load()
    expect(await resolveHost('10.0.0.8', true)).toEqual({ address: '10.0.0.8', family: 4 })
    for (const host of ['127.0.0.1', '169.254.169.254', '::1', '0.0.0.0'])
      await expect(resolveHost(host, true)).rejects.toThrow('address refused')
  })

  it('not where its name is never looked up', async () => {
    vi.resetModules()
    vi.doMock('node:dns/promises', () => ({ lookup: () => new Promise(() => undefined) }))
    vi.useFakeTimers()
    try {
      const { resolveHost } = await load()
      const refused = expect(resolveHost('siem.example.com', false)).rejects.toThrow('address refused: lookupTimeout')
      await vi.advanceTimersByTimeAsync(5_000)
      await refused
    } finally {
      vi.useRealTimers()
      vi.doUnmock('node:dns/promises')
    }
  })
})
