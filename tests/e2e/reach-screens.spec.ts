import { wear } from '@/tests/pages/looks'
import { findPlacesIn, type Places } from '@/tests/pages/places'
import { sidewaysOf, smallTargetsOf } from '@/tests/pages/reach'
import { type Screen, screens } from '@/tests/pages/screens'
import { signInAs } from '@/tests/pages/sign-in-page'
import { expect, test } from './test'

/** Read, diagnose, revoke and prove: what is done on a phone. */
const onPhone = [
  'today',
  'grants',
  'grants-selected',
  'revoke',
  'expiring',
  'diagnose',
  'diagnosis',
  'channels',
  'channel',
  'receipts',
  'receipt-partial',
  'receipt-condition',
  'audit-none',
  'event',
  'licensee',
  'drama',
]

let places: Places

test.describe.configure({ mode: 'parallel' })
test.use({ actionTimeout: 20_000 })

test.beforeAll(async ({ browser, baseURL }) => {
  places = await findPlacesIn(browser, baseURL)
})

const titleIn = (html: string) => /<title>([^<]*)<\/title>/.exec(html)?.[1] ?? ''
const languageIn = (html: string) => /<html[^>]* lang="([^"]+)"/.exec(html)?.[1] ?? ''
const routeOf = (screen: Screen) => screen.path(places).replace(/\?.*$/, '')

test('every route is titled in both languages, no two routes alike, and says its language', async ({
  context,
  baseURL,
}) => {
  await signInAs(context, baseURL ?? '', 'admin')
  const routes = new Map(screens.filter(({ as }) => as !== null).map((screen) => [routeOf(screen), screen]))
  for (const locale of ['zh-CN', 'en'] as const) {
    await wear(context, { locale, theme: 'light' }, baseURL ?? '')
    const titles = new Map<string, string>()
    for (const [route, screen] of routes) {
      const html = await (await context.request.get(screen.path(places))).text()
      const title = titleIn(html)
      expect.soft(languageIn(html), route).toBe(locale)
      expect.soft(title, route).toMatch(locale === 'en' ? /, Countersign$/ : /，钤印$/)
      expect.soft(titles.get(title), `${route} is titled like another`).toBeUndefined()
      titles.set(title, route)
    }
  }
})

test('the first stop leads past the frame, and it is seen', async ({ page, context, baseURL }) => {
  await signInAs(context, baseURL ?? '', 'support')
  await page.goto('/grants')
  await page.keyboard.press('Tab')
  const skip = page.getByRole('link', { name: '跳到正文' })
  await expect(skip).toBeFocused()
  await expect(skip).toBeInViewport()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  expect(await page.evaluate(() => document.querySelector('main')?.contains(document.activeElement))).toBe(true)
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true })

  test('targets are large enough for a finger, and nothing scrolls sideways', async ({ page, context, baseURL }) => {
    test.setTimeout(180_000)
    await signInAs(context, baseURL ?? '', 'manager')
    for (const screen of screens.filter(({ name }) => onPhone.includes(name))) {
      await page.goto(screen.path(places))
      await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible()
      await screen.act?.(page)
      expect.soft(await smallTargetsOf(page), screen.name).toEqual([])
      expect.soft(await sidewaysOf(page), screen.name).toEqual([])
    }
  })
})
