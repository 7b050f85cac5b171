import type { Browser, BrowserContext } from '@playwright/test'
import { PeoplePage } from '@/tests/pages/people-page'
import { signInAs } from '@/tests/pages/sign-in-page'

const password = 'a password of their own'

/** Somebody nobody else works as, signed in: what they left open is theirs alone. */
export async function joinAs(browser: Browser, baseURL: string, role: '经理' | '客服'): Promise<BrowserContext> {
  const admin = await browser.newContext({ baseURL, locale: 'zh-CN' })
  await signInAs(admin, baseURL, 'admin')
  const page = await admin.newPage()
  await page.goto('/settings/people')
  const email = `dock-${crypto.randomUUID().slice(0, 8)}@demo.local`
  const link = await new PeoplePage(page).invite('运营壬', email, role)
  await admin.close()
  const context = await browser.newContext({ baseURL, locale: 'zh-CN', viewport: { width: 1440, height: 900 } })
  const headers = { origin: new URL(baseURL).origin }
  const token = new URL(link, baseURL).pathname.split('/').at(-1)
  for (const [path, data] of [
    ['/api/auth/join', { token, password }],
    ['/api/auth/sign-in/email', { email, password }],
  ] as const) {
    const response = await context.request.post(path, { headers, data })
    if (!response.ok()) throw new Error(`${path} answered ${response.status()} ${await response.text()}`)
  }
  return context
}
