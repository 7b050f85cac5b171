import { type Browser, chromium, type Page } from '@playwright/test'
import { findBrowser } from '../../scripts/boot/browser.ts'
import type { Stage } from './stage.ts'

/** The Chromium the browser tests run in. */
export async function openBrowser(): Promise<Browser> {
  const { executable, env } = await findBrowser()
  const asRoot = process.getuid?.() === 0
  return chromium.launch({
    executablePath: executable,
    env: { ...process.env, ...env } as Record<string, string>,
    args: ['--disable-dev-shm-usage', '--disable-gpu', ...(asRoot ? ['--no-sandbox'] : [])],
  })
}

/** A page with nothing in its cache, signed in as the stage's manager. */
export async function signedInPage(browser: Browser, { url, manager }: Stage['web']): Promise<Page> {
  const context = await browser.newContext({ baseURL: url, locale: 'zh-CN', viewport: { width: 1440, height: 900 } })
  const answer = await context.request.post('/api/auth/sign-in/email', { headers: { origin: url }, data: manager })
  if (!answer.ok()) throw new Error(`not signed in: ${answer.status()}`)
  return context.newPage()
}
