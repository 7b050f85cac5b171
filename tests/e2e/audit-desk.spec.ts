import { AuditPage } from '@/tests/pages/audit-page'
import { signInAs } from '@/tests/pages/sign-in-page'
import { expect, test } from './test'

test.beforeEach(async ({ context, baseURL }) => {
  await signInAs(context, baseURL ?? '', 'support')
})

test('a query edited as text is asked as it was edited, and what still shows the former one leads nowhere', async ({
  page,
}) => {
  const audit = new AuditPage(page)
  await audit.open('action:drama.grant outcome:partial')
  await page.getByRole('button', { name: /^改为文字编辑/ }).click()
  await audit.search.fill('action:drama.grant  outcome:unknown')
  await page.getByRole('button', { name: /^完成编辑/ }).click()
  await expect(audit.chips).toHaveText([/授权/, /结果未知/])
  await expect(audit.search).toHaveValue('')

  await audit.open('action:drama.grant')
  const verified = audit.facets.getByRole('link', { name: /^只看\s*已核实/ })
  await expect(verified).toBeVisible()
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route('**/api/audit/overview?*', async (route) => {
    await held
    await route.continue()
  })
  await audit.facets.getByRole('link', { name: /^只看\s*部分成功/ }).click()
  await expect.poll(() => audit.query()).toBe('action:drama.grant outcome:partial')
  await expect(verified).toHaveAttribute('aria-disabled', 'true')
  await verified.dispatchEvent('click')
  release()
  await expect(verified).not.toHaveAttribute('aria-disabled')
  await verified.click()
  await expect.poll(() => audit.query()).toBe('action:drama.grant outcome:partial,verified')
})

test('the figures say the chosen time as it was written, and count what fits', async ({ page }) => {
  const audit = new AuditPage(page)
  await audit.open('created:2026-11-01T10:07..2036-12-31T10:08')
  const told = page.locator('.histogram-foot').getByRole('status')
  await expect(told).toHaveText(`11-01 10:07 至 12-31 10:09，${await audit.sum.textContent()} 条`)
})

test('an empty list says when something has come, and shows it when asked', async ({ page, context }) => {
  const audit = new AuditPage(page)
  const name = `来${crypto.randomUUID().slice(0, 8)}`
  await page.clock.install()
  const asked = page.waitForResponse('**/api/audit/newer?*')
  await audit.open(name)
  await expect(page.getByText('没有符合条件的事件')).toBeVisible()
  await asked

  const other = await context.newPage()
  await new AuditPage(other).open('outcome:failed')
  await other.getByRole('button', { name: '存为视图' }).click()
  await other.getByRole('textbox', { name: '名称' }).fill(name)
  await other.keyboard.press('Enter')
  await expect(other.getByRole('link', { name })).toHaveAttribute('aria-current', 'page')

  await page.clock.fastForward(10_000)
  const pill = page.getByRole('button', { name: '1 条新的' })
  await pill.click()
  await expect(audit.rows).toHaveCount(1)
  await expect(pill).toHaveCount(0)
})

test('a course that did not arrive is asked for again, keys go on from within it, and a look is taken anew', async ({
  page,
}) => {
  const audit = new AuditPage(page)
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'clipboard', { value: { writeText: () => Promise.reject(new Error('no')) } })
  })
  await page.route('**/api/audit/course?*', (route) => route.fulfill({ status: 429, json: {} }))
  await audit.open('action:drama.grant outcome:verified,partial')
  await page
    .getByRole('button', { name: /^展开 R-/ })
    .first()
    .click()
  const again = page.getByRole('button', { name: '没有取到，再试一次' })
  await expect(again).toBeVisible()
  await page.unroute('**/api/audit/course?*')
  await again.click()
  const course = page.locator('.ev-course').getByRole('link').filter({ hasNotText: /^R-/ })
  await course.nth(1).focus()
  await page.keyboard.press('j')
  await expect(page.locator('section > ol > .ev').nth(1).locator('.row-link').first()).toBeFocused()

  await page.keyboard.press('y')
  await expect(page.getByText('浏览器不允许复制')).toBeVisible()

  await page.route('**/api/audit/peek?*', async (route) => {
    const response = await route.fetch()
    const view = await response.json()
    await route.fulfill({ response, json: { ...view, state: { name: 'running', word: '还在进行' } } })
  })
  const peek = page.getByRole('complementary', { name: /^事实/ })
  await page.keyboard.press(' ')
  await expect(peek.getByText('还在进行')).toBeVisible()
  await page.keyboard.press('Escape')
  await page.unroute('**/api/audit/peek?*')
  await page.keyboard.press(' ')
  await expect(peek.getByRole('heading', { level: 2 })).toBeVisible()
  await expect(peek.getByText('还在进行')).toHaveCount(0)
})
