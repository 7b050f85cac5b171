import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { type Browser, chromium } from '@playwright/test'
import { type Look, lookName, looks, wear } from '../tests/pages/looks.ts'
import { changeOutside } from '../tests/pages/outside-acts.ts'
import { findPlaces, type Places } from '../tests/pages/places.ts'
import { type Role, type Screen, screens } from '../tests/pages/screens.ts'
import { signInAs } from '../tests/pages/sign-in-page.ts'
import { SandboxControl } from '../tests/sandbox-control.ts'
import { findBrowser } from './boot/browser.ts'
import { ROOT } from './boot/paths.ts'
import { explain, say } from './boot/phase.ts'
import { onStop } from './boot/stop-signals.ts'
import { startTestApp, type TestApp } from './boot/test-server.ts'
import { type ReadmePicture, readmePictures } from './readme-pictures.ts'
import { makeSmall } from './small-png.ts'

const FOLDER = path.join(ROOT, 'docs', 'pictures')
const ALL = path.join(FOLDER, 'all')
const MOST_BYTES = 250_000
const TALLEST = 2_400
const WIDTHS = [1440, 390]

const wanted = process.argv.slice(2)
/** Named alone it makes only the README's: `npm run pictures -- readme`. */
const isForReadme = wanted.length === 0 || wanted.includes('readme')
const chosenScreens = screens.filter(({ name }) => wanted.length === 0 || wanted.includes(name))

async function readPlaces(browser: Browser, { url: baseURL, sandboxControlUrl }: TestApp): Promise<Places> {
  const context = await browser.newContext({ baseURL, locale: 'zh-CN' })
  await signInAs(context, baseURL, 'admin')
  const page = await context.newPage()
  const settled = () => page.goto('/operations?verdict=open').then(() => page.locator('main a[href^="/operations/R-"]'))
  for (const end = Date.now() + 60_000; (await (await settled()).count()) > 0; ) {
    if (Date.now() > end) throw new Error('The operations of the story did not end within a minute.')
  }
  const places = await findPlaces(page)
  await changeOutside(page, new SandboxControl(Number(new URL(sandboxControlUrl).port)))
  await context.close()
  return places
}

type Frame = { look: Look; width: number; height: number; part?: ReadmePicture['part'] }

/** One picture of what the person sees after the screen's act, in a window of that size. */
async function take(browser: Browser, baseURL: string, screen: Screen, places: Places, state: States, frame: Frame) {
  const isPhone = frame.width < 768
  const context = await browser.newContext({
    baseURL,
    locale: 'zh-CN',
    viewport: { width: frame.width, height: isPhone ? 844 : 900 },
    isMobile: isPhone,
    hasTouch: isPhone,
    reducedMotion: 'reduce',
    ...(screen.as ? { storageState: await state[screen.as] } : {}),
  })
  try {
    await wear(context, frame.look, baseURL)
    const page = await context.newPage()
    await page.goto(screen.path(places), { waitUntil: 'networkidle' })
    await screen.act?.(page)
    const content = await page.evaluate(() => document.documentElement.scrollHeight)
    await page.setViewportSize({ width: frame.width, height: frame.height || Math.min(content, TALLEST) })
    await page.evaluate(() => document.fonts.ready)
    return makeSmall(await page.screenshot(frame.part ? { clip: frame.part } : {}))
  } finally {
    await context.close()
  }
}

/** The window grows to the height of the whole page, so that what is docked stays at the foot. */
async function takeAll(browser: Browser, url: string, places: Places, state: States) {
  mkdirSync(ALL, { recursive: true })
  for (const look of looks) {
    for (const screen of chosenScreens)
      for (const width of WIDTHS) {
        const png = await take(browser, url, screen, places, state, { look, width, height: 0 })
        writeFileSync(path.join(ALL, `${screen.name}.${lookName(look)}.${width}.png`), png)
      }
    say(`${lookName(look)}: ${chosenScreens.length} screens at ${WIDTHS.join(' and ')}`)
  }
}

async function takeForReadme(browser: Browser, url: string, places: Places, state: States) {
  for (const [name, picture] of Object.entries(readmePictures)) {
    const screen = screens.find((one) => one.name === picture.screen)
    if (!screen) throw new Error(`The README shows ${picture.screen}, which is no screen.`)
    const png = await take(browser, url, screen, places, state, picture)
    if (png.length > MOST_BYTES) throw new Error(`${name}.png has ${png.length} bytes, of ${MOST_BYTES} at most.`)
    writeFileSync(path.join(FOLDER, `${name}.png`), png)
  }
  say(`README: ${Object.keys(readmePictures).length} pictures`)
}

type States = Record<Role, ReturnType<typeof signedIn>>

async function signedIn(browser: Browser, baseURL: string, role: Role) {
  const context = await browser.newContext({ baseURL, locale: 'zh-CN' })
  await signInAs(context, baseURL, role)
  const state = await context.storageState()
  await context.close()
  return state
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
  const places = await readPlaces(browser, app)
  const state: States = {
    admin: signedIn(browser, url, 'admin'),
    manager: signedIn(browser, url, 'manager'),
    support: signedIn(browser, url, 'support'),
  }
  if (chosenScreens.length > 0) await takeAll(browser, url, places, state)
  if (isForReadme) await takeForReadme(browser, url, places, state)
  await browser.close()
  say(`Pictures are in ${path.relative(ROOT, FOLDER)}`)
  code = 0
} catch (error) {
  process.stderr.write(`${explain(error)}\n`)
} finally {
  await app?.stop()
}
process.exit(code)
