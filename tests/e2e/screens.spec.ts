import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { wear } from '@/tests/pages/looks'
import { findPlacesIn, type Places } from '@/tests/pages/places'
import { motionOf, outlineOf, sidewaysOf } from '@/tests/pages/reach'
import { type Role, type Screen, screens } from '@/tests/pages/screens'
import { signInAs } from '@/tests/pages/sign-in-page'
import { expect, test } from './test'

let places: Places
/** A test looks at so many screens, so that one that hangs or fails holds up and repeats few others. */
const SCREENS_A_TEST = 12
const desk = { width: 1280, height: 720 }
/** 200 % zoom of a 1440 × 900 window, and the narrowest that text must still fit. */
const widths = [
  { width: 720, height: 450 },
  { width: 320, height: 640 },
]

// So many looks are shared among all workers.
test.describe.configure({ mode: 'parallel' })
// What a screen's act waits for comes soon or never.
test.use({ actionTimeout: 20_000 })

test.beforeAll(async ({ browser, baseURL }) => {
  places = await findPlacesIn(browser, baseURL)
})

/** What is wrong, one line a rule. */
async function violationsOf(builder: AxeBuilder): Promise<string[]> {
  const { violations } = await builder.analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`)
}

/** A page takes a moment to settle into another width. */
const within = expect.configure({ soft: true, timeout: 3_000 })

/** One heading and one main part in order, a title in the page's language, nothing that moves, nothing cut when narrow. */
async function expectWithinReach(page: Page, screen: Screen): Promise<void> {
  expect.soft(await outlineOf(page), screen.name).toMatchObject({ language: 'zh-CN', mains: 1, firsts: 1, skipped: [] })
  expect.soft(await page.title(), screen.name).toMatch(/^.*\p{Script=Han}.*，钤印$/u)
  expect.soft(await motionOf(page), `${screen.name} moves`).toEqual([])
  // The specimen sheet is looked at on a desk alone.
  for (const size of screen.name === 'design' ? [] : widths) {
    await page.setViewportSize(size)
    await within.poll(() => sidewaysOf(page), { message: `${screen.name} at ${size.width}` }).toEqual([])
  }
}

for (const locale of ['zh-CN', 'en'] as const) {
  for (const role of [null, 'admin', 'manager', 'support'] as (Role | null)[]) {
    const all = screens.filter((screen) => screen.as === role)
    for (let first = 0; first < all.length; first += SCREENS_A_TEST) {
      const seen = all.slice(first, first + SCREENS_A_TEST)
      test(`${role ?? 'nobody'} in ${locale}, light and dark, from ${seen[0]?.name} on`, async ({
        page,
        context,
        baseURL,
      }) => {
        test.setTimeout(40_000 + seen.length * 15_000)
        if (role) await signInAs(context, baseURL ?? '', role)
        await wear(context, { locale, theme: 'light' }, baseURL ?? '')
        await page.emulateMedia({ reducedMotion: 'reduce' })
        for (const screen of seen) {
          await page.setViewportSize(desk)
          await page.goto(screen.path(places))
          await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible()
          await screen.act?.(page)
          expect.soft(await violationsOf(new AxeBuilder({ page })), `${screen.name} ${locale} light`).toEqual([])
          // The theme changes colours and nothing else, as the switch in the account menu does it.
          await page.evaluate(async () => {
            document.documentElement.dataset.theme = 'dark'
            const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
            // Colours that fade pass on to what inherits them, one frame after the other.
            for (let left = 10; left > 0; left -= 1) await frame()
          })
          const dark = new AxeBuilder({ page }).withRules(['color-contrast', 'link-in-text-block'])
          expect.soft(await violationsOf(dark), `${screen.name} ${locale} dark`).toEqual([])
          const sideways = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
          expect.soft(sideways, `${screen.name} scrolls sideways`).toBeLessThanOrEqual(0)
          if (locale === 'zh-CN') await expectWithinReach(page, screen)
        }
      })
    }
  }
}
