import { signInAs } from '@/tests/pages/sign-in-page'
import { expect, test } from './test'

test('a few letters lead anywhere, single keys too unless they are switched off', async ({ page, baseURL }) => {
  await signInAs(page.context(), baseURL ?? '', 'manager')
  await page.goto('/')
  await page.waitForLoadState('networkidle')
  const finder = page.getByRole('combobox', { name: '去哪里，找什么' })

  await page.keyboard.press('Control+k')
  await finder.fill('pd')
  await expect(page.getByRole('option', { name: '频道' })).toBeVisible()
  await finder.fill('半坡')
  await expect(page.getByRole('option').filter({ hasText: '半坡' }).first()).toBeVisible()
  await finder.fill('r-1')
  await page
    .getByRole('option')
    .filter({ has: page.getByText('R-1', { exact: true }) })
    .click()
  await expect(page).toHaveURL(/\/operations\/R-1$/)

  await page.keyboard.press('Control+k')
  await finder.fill('没有这样的东西')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/audit\?q=/)

  await page.waitForLoadState('networkidle')
  await page.keyboard.press('g')
  await page.keyboard.press('c')
  await expect(page).toHaveURL(/\/channels$/)

  await page.waitForLoadState('networkidle')
  await page.keyboard.press('?')
  await page.getByRole('switch', { name: '单字母快捷键' }).click()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.keyboard.press('g')
  await page.keyboard.press('a')
  await page.keyboard.press('Control+k')
  await expect(finder).toBeVisible()
  await expect(page).toHaveURL(/\/channels$/)
})
