import { copyFileSync, mkdirSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import { type Browser, chromium } from '@playwright/test'
import { type Look, lookName, looks, wear } from '../tests/pages/looks.ts'
import { findPlaces, type Places, type Role, type Screen, screens } from '../tests/pages/screens.ts'
import { signInAs } from '../tests/pages/sign-in-page.ts'
import { findBrowser } from './boot/browser.ts'
import { ROOT } from './boot/paths.ts'
import { explain, say } from './boot/phase.ts'
import { onStop } from './boot/stop-signals.ts'
import { startTestApp, type TestApp } from './boot/test-server.ts'

const FOLDER = path.join(ROOT, 'docs', 'pictures')
const ALL = path.join(FOLDER, 'all')
const MOST_BYTES = 300_000
const TALLEST = 2_400
const WIDTHS = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
] as const

/** The few that the README shows: name there, and the picture it is a copy of. */
const CHOSEN = {
  grant: 'grant.zh-CN-light.1440',
  receipt: 'receipt-partial.zh-CN-light.1440',
  channel: 'channel-edited.zh-CN-dark.1440',
  audit: 'audit.zh-CN-light.1440',
  event: 'event.en-light.1440',
}

const wanted = process.argv.slice(2)
const chosenScreens = screens.filter(({ name }) => wanted.length === 0 || wanted.includes(name))

async function readPlaces(browser: Browser, baseURL: string): Promise<Places> {
  const context = await browser.newContext({ baseURL, locale: 'zh-CN' })
  await signInAs(context, baseURL, 'admin')
  const page = await context.newPage()
  const settled = () => page.goto('/operations?verdict=open').then(() => page.locator('main a[href^="/operations/R-"]'))
  for (const end = Date.now() + 60_000; (await (await settled()).count()) > 0; ) {
    if (Date.now() > end) throw new Error('The operations of the story did not end within a minute.')
  }
  const places = await findPlaces(page)
  await context.close()
  return places
}

/** One picture of the whole page: the window grows to its height, so that what is docked stays at the foot. */
async function take(browser: Browser, baseURL: string, screen: Screen, look: Look, places: Places, state: States) {
  for (const size of WIDTHS) {
    const isPhone = size.width < 768
    const context = await browser.newContext({
      baseURL,
      locale: 'zh-CN',
      viewport: size,
      isMobile: isPhone,
      hasTouch: isPhone,
      reducedMotion: 'reduce',
      ...(screen.as ? { storageState: await state[screen.as] } : {}),
    })
    try {
      await wear(context, look, baseURL)
      const page = await context.newPage()
      await page.goto(screen.path(places), { waitUntil: 'networkidle' })
      await screen.act?.(page)
      const height = await page.evaluate(() => document.documentElement.scrollHeight)
      await page.setViewportSize({ width: size.width, height: Math.min(Math.max(height, size.height), TALLEST) })
      await page.evaluate(() => document.fonts.ready)
      await page.screenshot({ path: path.join(ALL, `${screen.name}.${lookName(look)}.${size.width}.png`) })
    } finally {
      await context.close()
    }
  }
}

type States = Record<Role, ReturnType<typeof signedIn>>

async function signedIn(browser: Browser, baseURL: string, role: Role) {
  const context = await browser.newContext({ baseURL, locale: 'zh-CN' })
  await signInAs(context, baseURL, role)
  const state = await context.storageState()
  await context.close()
  return state
}

function copyChosen(): void {
  for (const [name, from] of Object.entries(CHOSEN)) {
    const file = path.join(ALL, `${from}.png`)
    const { size } = statSync(file)
    if (size > MOST_BYTES) throw new Error(`${from}.png has ${size} bytes; the README takes up to ${MOST_BYTES}.`)
    copyFileSync(file, path.join(FOLDER, `${name}.png`))
  }
}

let app: TestApp | undefined
onStop(async () => app?.stop())
let code = 1
try {
  const found = await findBrowser()
  app = await startTestApp()
  const { url } = app
  const browser = await chromium.launch({
    executablePath: found.executable,
    env: { ...process.env, ...found.env },
    args: ['--disable-dev-shm-usage', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  })
  if (wanted.length === 0) rmSync(ALL, { recursive: true, force: true })
  mkdirSync(ALL, { recursive: true })
  const places = await readPlaces(browser, url)
  const state: States = {
    admin: signedIn(browser, url, 'admin'),
    manager: signedIn(browser, url, 'manager'),
    support: signedIn(browser, url, 'support'),
  }
  for (const look of looks) {
    for (const screen of chosenScreens) await take(browser, url, screen, look, places, state)
    say(`${lookName(look)}: ${chosenScreens.length} screens at ${WIDTHS.map(({ width }) => width).join(' and ')}`)
  }
  await browser.close()
  if (wanted.length === 0) copyChosen()
  say(`Pictures are in ${path.relative(ROOT, ALL)}`)
  code = 0
} catch (error) {
  process.stderr.write(`${explain(error)}\n`)
} finally {
  await app?.stop()
}
process.exit(code)
