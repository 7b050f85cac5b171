import { AxeBuilder } from '@axe-core/playwright'
import { lookName, looks, wear } from '@/tests/pages/looks'
import { findPlaces, type Places, type Role, screens } from '@/tests/pages/screens'
import { signInAs } from '@/tests/pages/sign-in-page'
import { expect, test } from './test'

let places: Places

test.beforeAll(async ({ browser, baseURL }) => {
  const context = await browser.newContext({ ...(baseURL ? { baseURL } : {}), locale: 'zh-CN' })
  await signInAs(context, baseURL ?? '', 'admin')
  places = await findPlaces(await context.newPage())
  await context.close()
})

for (const look of looks) {
  for (const role of [null, 'admin', 'manager', 'support'] as (Role | null)[]) {
    const seen = screens.filter((screen) => screen.as === role)
    test(`${role ?? 'nobody'} in ${lookName(look)}: ${seen.length} screens without violations`, async ({
      page,
      context,
      baseURL,
    }) => {
      test.setTimeout(40_000 + seen.length * 15_000)
      if (role) await signInAs(context, baseURL ?? '', role)
      await wear(context, look, baseURL ?? '')
      for (const screen of seen) {
        await page.goto(screen.path(places))
        await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible()
        await screen.act?.(page)
        const { violations } = await new AxeBuilder({ page }).analyze()
        expect
          .soft(
            violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`),
            `${screen.name} ${lookName(look)}`,
          )
          .toEqual([])
        const sideways = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
        expect.soft(sideways, `${screen.name} scrolls sideways`).toBeLessThanOrEqual(0)
      }
    })
  }
}
