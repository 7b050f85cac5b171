import { NextRequest } from 'next/server'
import { beforeAll, describe, expect, it } from 'vitest'
import { setTestEnvironment } from './environment'

let ask: (path: string) => Promise<Response>
let show: typeof import('@/lib/channels/show-picture').showPicture

beforeAll(async () => {
  setTestEnvironment({ SANDBOX_UPSTREAMS: 'polyv', POLYV_API_BASE_URL: 'http://127.0.0.1:4702' })
  const { proxy } = await import('@/proxy')
  ask = (path) =>
    proxy(new NextRequest(`http://localhost:3000${path}`, { headers: { cookie: 'countersign.session_token=x' } }))
  show = (await import('@/lib/channels/show-picture')).showPicture
})

const picturesOf = (response: Response) =>
  /img-src ([^;]*)/.exec(response.headers.get('content-security-policy') ?? '')?.[1]

describe('pictures of other hosts', () => {
  it.each([
    '/',
    '/channels',
    '/channels/4021046',
    '/channels/4021046?connection=x',
    '/api/channels/4021046/checks',
    '/api/channels/picture/x',
    '/api/channels/picturesque',
  ])('are let in nowhere at %s', async (path) => {
    const response = await ask(path)
    expect(picturesOf(response)).toBe("'self' blob: data:")
    expect(response.headers.get('x-frame-options')).toBe('DENY')
    expect(response.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
  })

  it('are let in by the page that shows one, which can do nothing else', async () => {
    const response = await ask('/api/channels/picture?address=https%3A%2F%2Fimg.example.cn%2Fq.png&mode=read')
    expect(response.headers.get('content-security-policy')).toBe(
      "default-src 'none'; img-src https: http://127.0.0.1:4702; style-src-attr 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'",
    )
    expect(response.headers.get('x-frame-options')).toBe('SAMEORIGIN')
  })

  it('stand in a page without a script, whatever their address says', async () => {
    const page = await (
      await show({ address: `https://img.example.cn/q.png?a=1&b="><script>alert(1)</script>'`, mode: 'read' })
    ).text()
    expect(page.match(/<[a-z]+/g)).toEqual(['<meta', '<title', '<body', '<img'])
    expect(page).toContain('src="https://img.example.cn/q.png?a=1&amp;b=%22%3E%3Cscript%3Ealert(1)%3C/script%3E%27"')
    expect(page).toContain('crossorigin="anonymous"')
    expect(await (await show({ address: 'https://img.example.cn/q.png', mode: 'show' })).text()).not.toContain(
      'crossorigin',
    )
  })

  it('of the sandbox are found where the sandbox is', async () => {
    expect(await (await show({ address: 'https://img.sandbox.invalid/qr/4.png', mode: 'show' })).text()).toContain(
      'src="http://127.0.0.1:4702/qr/4.png"',
    )
  })

  it('are taken by https address only', async () => {
    const { pictureQuerySchema } = await import('@/lib/channels/schema')
    for (const address of [
      'http://a.cn/q.png',
      'javascript:alert(1)',
      'data:image/png,x',
      '//a.cn/q.png',
      'https://u:p@a.cn/',
    ])
      expect(pictureQuerySchema.safeParse({ address, mode: 'show' }).success).toBe(false)
  })
})
