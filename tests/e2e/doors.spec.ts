import { type APIRequestContext, type APIResponse, request } from '@playwright/test'
import { signInAs } from '@/tests/pages/sign-in-page'
import { type ActionDoor, listActionDoors, listDeclaredActions, listPages, listRouteDoors } from './doors'
import { expect, test } from './test'

const publicPosts = ['/api/auth/join', '/api/auth/sign-in/email', '/api/auth/sign-out']
/** Bodies behind a session: for whoever may read, or only for whoever may change things. */
const uploads: Record<string, 'readers' | 'writers'> = {
  '/api/channels/1/whitelist': 'readers',
  '/api/channels/1/whitelist/export': 'readers',
  '/api/channels/1/whitelist/failed': 'writers',
  '/api/channels/1/whitelist/import': 'writers',
  '/api/channels/1/whitelist/import/plan': 'writers',
  '/api/licensees/import': 'writers',
  '/api/sheets': 'writers',
  '/api/sheets/file': 'writers',
}
/** The feed is opened by the token in its address alone; here it is one nobody made. */
const publicGets = ['/api/health', '/api/expiring/feed/1', '/api/share/1/proof']
/** A share opens with the token in its address; one that nobody made is nowhere. */
const publicPages: Record<string, number> = { '/invite/1': 200, '/share/1': 404, '/sign-in': 200 }

/** What support may do as well; the refusals of its input are the door's then. */
const forEverybody = ['account.write', 'audit.verify', 'audit.view.write', 'audit.note', 'audit.export', 'share.write']

const actions = listActionDoors()
const declared = listDeclaredActions()
const routes = listRouteDoors()

let own = ''
let stranger: APIRequestContext
let support: APIRequestContext
let admin: APIRequestContext

test.beforeAll(async ({ baseURL }) => {
  own = new URL(baseURL ?? '').origin
  const open = () => request.newContext({ ...(baseURL ? { baseURL } : {}), maxRedirects: 0 })
  ;[stranger, support, admin] = [await open(), await open(), await open()]
  await signInAs(support, own, 'support')
  await signInAs(admin, own, 'admin')
})
test.afterAll(async () => {
  for (const context of [stranger, support, admin]) await context.dispose()
})

type Headers = Record<string, string>
const call = (as: APIRequestContext, door: ActionDoor, headers: Headers, body = '[{}]'): Promise<APIResponse> =>
  as.post(door.page, {
    headers: {
      'next-action': door.id,
      'content-type': 'text/plain;charset=UTF-8',
      accept: 'text/x-component',
      ...headers,
    },
    data: body,
  })

test('every action of the build is declared behind the one door, and the other way round', () => {
  const nameOf = ({ file, name }: { file: string; name: string }) => `${file} ${name}`
  expect(actions.length).toBeGreaterThan(0)
  expect(actions.map(nameOf).sort()).toEqual(declared.map(nameOf).sort())
})

for (const door of actions) {
  const permission = declared.find(({ file, name }) => file === door.file && name === door.name)?.permission
  const isForEverybody = forEverybody.includes(permission ?? '')

  test.describe(`${door.file} ${door.name}`, () => {
    test('asks a stranger to sign in', async () => {
      const response = await call(stranger, door, { origin: own })
      const text = await response.text()
      expect(text).toContain('"code":"signed_out"')
      expect(text).not.toContain('"ok":true')
    })

    test('refuses support', async () => {
      test.info().annotations.push({ type: 'permission', description: permission ?? 'none' })
      const text = await (await call(support, door, { origin: own })).text()
      expect(text).toContain(isForEverybody ? '"code":"invalid_input"' : '"code":"forbidden"')
      expect(text).not.toContain('"ok":true')
    })

    for (const headers of [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      {},
      { 'sec-fetch-site': 'cross-site' },
    ] as Headers[]) {
      test(`refuses a call from ${JSON.stringify(headers)}`, async () => {
        const response = await call(admin, door, headers)
        expect(response.status()).toBe(403)
        expect(await response.text()).toContain('"code":"foreign_origin"')
      })
    }

    test('refuses garbage', async () => {
      for (const body of [
        '',
        '[]',
        '[null]',
        '["text"]',
        '[[[]]]',
        '[{"__proto__":{"role":"admin"}}]',
        '[{"a":1}]',
        '{',
        '["$Q1"]',
        '["$F1"]',
      ]) {
        const response = await call(admin, door, { origin: own }, body)
        expect(await response.text(), body).not.toContain('"ok":true')
      }
    })
  })
}

test('a calendar feed opens with its own token only, whoever asks', async () => {
  for (const token of ['1', 'x'.repeat(43), `${'x'.repeat(43)}.ics`, '%00'])
    for (const as of [stranger, admin]) {
      const response = await as.get(`/api/expiring/feed/${token}`)
      expect([404, 429], token).toContain(response.status())
      expect(await response.text(), token).toBe('')
    }
})

test('a share opens with its own token only, and every closed one looks the same', async () => {
  for (const token of ['1', 'x'.repeat(43), `${'x'.repeat(42)}-`])
    for (const as of [stranger, admin]) {
      const page = await as.get(`/share/${token}`)
      expect(page.status(), token).toBe(404)
      expect(await page.text(), token).toContain('这个链接打不开')
      const proof = await as.get(`/api/share/${token}/proof`)
      expect(proof.status(), token).toBe(404)
      expect(await proof.text(), token).toBe('')
    }
})

test('an action id nobody made is no door', async () => {
  const door = { id: '7f'.padEnd(42, '0'), name: '', file: '', page: '/settings/people' }
  const response = await call(admin, door, { origin: own })
  expect(response.status()).toBeGreaterThanOrEqual(400)
})

test('the doors for posts are a closed list', () => {
  const writing = routes
    .filter(({ methods }) => methods.some((method) => method !== 'GET'))
    .map(({ address }) => address)
  expect(writing.sort()).toEqual([...publicPosts, ...Object.keys(uploads)].sort())
})

for (const [address, audience] of Object.entries(uploads)) {
  test(`${address} takes a body from ${audience}, from this site, and no other`, async () => {
    const post = (as: APIRequestContext, headers: Headers, data: string | Buffer = 'x') =>
      as.post(address, { headers: { 'content-type': 'application/octet-stream', ...headers }, data })
    expect((await post(stranger, { origin: own })).status()).toBe(401)
    const refusal = audience === 'writers' ? '"code":"forbidden"' : '"code":"invalid_input"'
    expect(await (await post(support, { origin: own })).text()).toContain(refusal)
    for (const headers of [{ origin: 'null' }, {}, { 'sec-fetch-site': 'cross-site' }] as Headers[])
      expect((await post(admin, headers)).status(), JSON.stringify(headers)).toBe(403)
    for (const body of ['', '[]', '[null]', '{"__proto__":{"role":"admin"}}', '{', '\u0000'])
      expect((await post(admin, { origin: own }, body)).status(), body).toBe(400)
    const large = await post(admin, { origin: own }, Buffer.alloc(36 * 1024 * 1024, 'a'))
    expect(large.status()).toBe(400)
    expect(await large.text()).toContain('tooLarge')
  })
}

for (const { address, methods } of routes) {
  test(`${address} takes no write it should not`, async () => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      for (const origin of ['https://evil.example', 'null']) {
        const response = await admin.fetch(address, { method, headers: { origin }, data: {} })
        expect(response.status(), `${method} from ${origin}`).toBe(403)
      }
      const response = await stranger.fetch(address, { method, headers: { origin: own }, data: {} })
      const isPublic = method === 'POST' && publicPosts.includes(address)
      expect([400, 401, 403, 405, ...(isPublic ? [200] : [])], method).toContain(response.status())
    }
  })

  const isPrivateRead = methods.includes('GET') && !publicGets.includes(address)
  if (!isPrivateRead) continue
  test(`${address} is read by nobody without a session, and by no other site`, async () => {
    expect((await stranger.get(address)).status()).toBe(401)
    const foreign = await admin.get(address, {
      headers: { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' },
    })
    expect(foreign.status()).toBe(403)
  })
}

for (const address of listPages()) {
  const open = publicPages[address]
  test(`${address} ${open ? 'is open' : 'sends a stranger to sign in'}`, async () => {
    const responses = [
      await stranger.get(address),
      await stranger.get(address, { headers: { cookie: 'countersign.session=forged.x' } }),
    ]
    if (open) return expect(responses.map((response) => response.status())).toEqual([open, open])
    for (const response of responses) {
      expect(response.status()).toBe(307)
      expect(response.headers().location).toMatch(/^(http:\/\/[^/]+)?\/sign-in(\?|$)/)
    }
  })

  test(`${address} carries the security headers`, async () => {
    const headers = (await admin.get(address)).headers()
    expect(headers).toMatchObject({
      'cache-control': expect.stringContaining('no-store'),
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
    })
    expect(headers).not.toHaveProperty('x-powered-by')
    const policy = headers['content-security-policy'] ?? ''
    const scripts = policy.split('; ').find((directive) => directive.startsWith('script-src')) ?? ''
    expect(scripts).toMatch(/'nonce-[\w+/=]+' 'strict-dynamic'$/)
    expect(policy).toContain("frame-ancestors 'none'")
  })
}

/** Lists, and what the address of one thing on them looks like. */
const named: Record<string, RegExp> = {
  '/audit': /"(\/audit\/[0-9a-f-]{36})"/,
  '/operations': /"(\/operations\/R-\d+)"/,
  '/dramas': /"(\/dramas\/\d+[^"]*)"/,
  '/licensees': /"(\/licensees\/wx\w+)"/,
}

/** As the browser asks on its way from one page to the next; the framework first sends it to an address with a mark. */
async function askBetweenPages(as: APIRequestContext, address: string, headers: Headers = {}): Promise<string> {
  const get = (from: string) => as.get(from, { headers: { rsc: '1', ...headers } })
  const first = await get(address)
  const marked = first.headers().location
  return (marked?.includes('_rsc') ? await get(marked) : first).text()
}

for (const [list, pattern] of Object.entries(named)) {
  test(`the title of one of ${list} tells a stranger nothing, however it is asked for`, async () => {
    const [, address = ''] = pattern.exec(await (await admin.get(list)).text()) ?? []
    const [, title = ''] = /<title>(.+)，钤印<\/title>/.exec(await (await admin.get(address)).text()) ?? []
    expect(title, address).not.toBe('')
    expect(await askBetweenPages(admin, address), address).toContain(title)
    const told = await askBetweenPages(stranger, address, { cookie: 'countersign.session=forged.x' })
    expect(told, address).not.toBe('')
    expect(told, address).not.toContain(title)
  })
}

test('the nonce is another one each time, and none other runs', async ({ page }) => {
  const nonceOf = async () =>
    /'nonce-([^']+)'/.exec((await stranger.get('/sign-in')).headers()['content-security-policy'] ?? '')?.[1]
  expect(await nonceOf()).not.toBe(await nonceOf())
  await page.goto('/sign-in')
  const unguarded = await page.locator('script:not([nonce])').count()
  expect(unguarded).toBe(0)
})

test('health tells states and no secrets to a stranger', async () => {
  const response = await stranger.get('/api/health')
  expect(response.status()).toBe(200)
  const body = await response.json()
  expect(Object.keys(body).sort()).toEqual(['connections', 'database', 'ok', 'sealer', 'worker'])
  for (const connection of body.connections)
    expect(Object.keys(connection).sort()).toEqual(['isClosed', 'isEnabled', 'kind', 'ok'])
})
