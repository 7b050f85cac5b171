import { AxeBuilder } from '@axe-core/playwright'
import { AuditPage } from '@/tests/pages/audit-page'
import { signInAs } from '@/tests/pages/sign-in-page'
import { expect, test } from './test'

test.beforeEach(async ({ context, baseURL }) => {
  await signInAs(context, baseURL ?? '', 'support')
})

test('support finds a deed by two characters of a name and follows it to its receipt', async ({ page }) => {
  const audit = new AuditPage(page)
  await audit.open('action:channel.conditions.update')
  const deed = audit.rows.filter({ hasText: '会员日改价' }).first()
  const name = (await deed.locator('u').first().textContent()) ?? ''
  await audit.open()
  await audit.find(name.slice(0, 2))
  await expect(audit.rows.filter({ hasText: '会员日改价' })).not.toHaveCount(0)

  await audit.rows
    .filter({ hasText: '会员日改价' })
    .first()
    .getByRole('link', { name: new RegExp(name.slice(0, 2)) })
    .click()
  await expect(page).toHaveURL(/\/audit\/[0-9a-f-]{36}$/)
  await expect(page.getByRole('heading', { level: 1 })).toContainText(name)
  const change = page.getByRole('region', { name: '前后对照' }).getByRole('row').filter({ hasText: '价格' })
  await expect(change).toContainText('29.90 元')
  await expect(page.getByText('会员日改价').first()).toBeVisible()
  await page
    .getByRole('link', { name: /^R-\d+$/ })
    .first()
    .click()
  await expect(page).toHaveURL(/\/operations\/R-\d+$/)
  await expect(page.getByRole('heading', { level: 1 })).toContainText('已核实')
})

test('conditions stand in the address, each can be taken away, and the one that keeps everything out is named', async ({
  page,
}) => {
  const audit = new AuditPage(page)
  await page.goto('/audit?action=drama.grant&person=')
  await expect.poll(() => audit.query()).toBe('action:drama.grant')
  await audit.search.fill('人员：运营甲')
  await audit.search.press('Enter')
  await expect(audit.chips.filter({ hasText: '运营甲' })).toBeVisible()
  expect(audit.query()).toBe('action:drama.grant 人员：运营甲')
  expect(await audit.rows.count()).toBeGreaterThan(1)
  for (const row of await audit.rows.all()) await expect(row).toContainText('运营甲')

  await audit.open('action:drama.grant 绝不存在的词 -actor:客服丙')
  await expect(page.getByText('没有符合条件的事件')).toBeVisible()
  await page.getByRole('link', { name: /去掉“文字/ }).click()
  await expect.poll(() => audit.query()).toBe('action:drama.grant -actor:客服丙')
})

test('what cannot be meant is said, and narrows nothing', async ({ page }) => {
  const audit = new AuditPage(page)
  await page.goto('/audit?from=2026-02-30')
  await expect(page.getByRole('alert').filter({ hasText: '读不出来' })).toBeVisible()
  await expect(audit.rows).not.toHaveCount(0)
  await audit.open('colour:red <b>x</b> "=1+1')
  await expect(page.getByText('“colour”不是条件')).toBeVisible()
  await expect(page.getByText('引号没有合上')).toBeVisible()
})

test('a failed grant is found by the partner’s name, narrowed by facet and by time, and kept as a view, by keys alone', async ({
  page,
}) => {
  const audit = new AuditPage(page)
  await audit.open('action:drama.grant outcome:failed show:all')
  const failed = await audit.rows.locator('u').filter({ hasText: '→' }).first().textContent()
  const partner = (failed ?? '').split('→')[1]?.trim() ?? ''
  await audit.open()
  await page.waitForLoadState('networkidle')

  await page.keyboard.press('/')
  await page.keyboard.type(partner)
  await page.keyboard.press('Enter')
  await expect(audit.chips).toHaveText([new RegExp(partner)])
  const all = await audit.sum.textContent()

  const failedFacet = audit.facets.getByRole('link', { name: /^只看\s*失败/ })
  await failedFacet.focus()
  await page.keyboard.press('Enter')
  await expect.poll(() => audit.query()).toBe(`${partner} outcome:failed`)
  await expect(audit.facets.getByRole('link', { name: /^不再只看\s*失败/ })).toBeVisible()
  await expect(audit.sum).not.toHaveText(all ?? '')
  for (const row of await audit.rows.all()) await expect(row).toContainText('失败')

  await page.getByRole('slider', { name: '所选时间的开始' }).focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await expect.poll(() => audit.query()).toMatch(/ outcome:failed created:\S+\.\.\S+$/)
  await expect(audit.rows).not.toHaveCount(0)

  const name = `失败的授权 ${Date.now()}`
  await page.getByRole('button', { name: '存为视图' }).focus()
  await page.keyboard.press('Enter')
  await page.keyboard.type(name)
  await page.keyboard.press('Enter')
  const tab = page.getByRole('link', { name })
  await expect(tab).toHaveAttribute('aria-current', 'page')
  await expect(tab).toHaveAccessibleName(new RegExp(`${name} \\d+$`))
  const permalink = (await tab.getAttribute('href')) ?? ''

  await page.goto(permalink)
  await expect.poll(() => audit.query()).toMatch(new RegExp(`^${partner} outcome:failed created:`))
  await page.waitForLoadState('networkidle')
  await page.keyboard.press('j')
  await page.keyboard.press(' ')
  const peek = page.getByRole('complementary', { name: /^事实/ })
  await expect(peek.getByRole('heading', { level: 2 })).toContainText(partner)
  await page.keyboard.press('Escape')
  await expect(peek).toHaveCount(0)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/audit\/[0-9a-f-]{36}$/)
  await expect(page.getByRole('heading', { level: 1 })).toContainText(partner)
})

test('works without any script', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, ...(baseURL ? { baseURL } : {}) })
  await signInAs(context, baseURL ?? '', 'support')
  const page = await context.newPage()
  const audit = new AuditPage(page)
  await audit.open('action:drama.grant')
  await audit.search.fill('HT-2026-118')
  await audit.search.press('Enter')
  await expect(page).toHaveURL(/q=action%3Adrama\.grant\+HT-2026-118/)
  await expect(audit.rows).not.toHaveCount(0)
  await context.close()
})

test('pages go on and back by key', async ({ page }) => {
  const audit = new AuditPage(page)
  for (let times = 0; times < 52; times += 1)
    expect((await page.request.get('/api/operations/export')).status()).toBe(200)

  await audit.open('action:operation.export')
  await expect(audit.rows).toHaveCount(50)
  const first = await audit.rows.first().getByRole('link').getAttribute('href')
  await page.getByRole('link', { name: '下一页' }).click()
  await expect(page).toHaveURL(/after=/)
  await expect(audit.rows.first().getByRole('link')).not.toHaveAttribute('href', first ?? '')
  await page.getByRole('link', { name: '上一页' }).click()
  await expect(page).toHaveURL(/before=/)
  await expect(audit.rows.first().getByRole('link')).toHaveAttribute('href', first ?? '')
})

test('what does not exist is said not to exist', async ({ page }) => {
  for (const path of ['/audit/nothing', '/audit/019a0000-0000-7000-8000-000000000000']) {
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1, name: '没有这条审计事件' })).toBeVisible()
    await expect(page.locator('.ev')).toHaveCount(0)
  }
})

for (const [locale, theme] of [
  ['zh-CN', 'light'],
  ['en', 'dark'],
] as const) {
  test(`list and event have no accessibility violations, ${locale} ${theme}`, async ({ page, context, baseURL }) => {
    await context.addCookies([
      { name: 'locale', value: locale, url: baseURL ?? '' },
      { name: 'theme', value: theme, url: baseURL ?? '' },
    ])
    await page.goto('/audit?q=show:all')
    const inspect = () => new AxeBuilder({ page }).exclude('nextjs-portal').analyze()
    expect((await inspect()).violations).toEqual([])
    await page.goto((await page.locator('.ev a[href^="/audit/"]').last().getAttribute('href')) ?? '/audit')
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    expect((await inspect()).violations).toEqual([])
  })
}
