import { signInAs } from '@/tests/pages/sign-in-page'
import { expect, test } from './test'

test('the guide of the page opens by keyboard, another is found in the list, and Escape gives the focus back', async ({
  page,
  baseURL,
}) => {
  await signInAs(page.context(), baseURL ?? '', 'support')
  await page.goto('/audit')
  await page.waitForLoadState('networkidle')
  const help = page.getByRole('banner').getByRole('button', { name: '帮助' })
  await expect(help).toHaveAttribute('aria-expanded', 'false')
  await help.focus()
  await page.keyboard.press('Enter')
  const drawer = page.getByRole('dialog', { name: '在审计里查找' })
  await expect(drawer.getByRole('heading', { level: 3, name: '时间' })).toBeVisible()
  await expect(drawer).toContainText('created:2026-11-20..2026-11-21')
  await expect(help).toHaveAttribute('aria-expanded', 'true')

  await drawer.getByRole('button', { name: '全部指南' }).focus()
  await page.keyboard.press('Enter')
  const list = page.getByRole('dialog', { name: '帮助' })
  await expect(list.getByText('帮助', { exact: true })).toBeFocused()
  await list.getByRole('searchbox', { name: '按标题查找指南' }).fill('没有这样的')
  await expect(list.getByRole('status')).toHaveText('没有这样的指南，换个词试试')
  await list.getByRole('searchbox').fill('播不了')
  await expect(list.getByRole('listitem')).toHaveCount(1)
  await list.getByRole('button', { name: /^合作方说播不了/ }).press('Enter')
  const guide = page.getByRole('dialog', { name: '合作方说播不了' })
  await expect(guide).toContainText('复制答复')
  await expect(guide.getByText('合作方说播不了', { exact: true })).toBeFocused()

  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(help).toBeFocused()
  await expect(help).toHaveAttribute('aria-expanded', 'false')
})

test('a guide stays open beside the page it leads to, and the work there goes on', async ({ page, baseURL }) => {
  await signInAs(page.context(), baseURL ?? '', 'manager')
  await page.goto('/grants/accounts')
  await page.waitForLoadState('networkidle')
  await page.keyboard.press('h')
  const drawer = page.getByRole('dialog', { name: '账号级授权' })
  await expect(drawer.getByRole('listitem').first()).toBeVisible()
  await page.keyboard.press('Escape')
  await page.goto('/expiring')
  await page.waitForLoadState('networkidle')
  await page.keyboard.press('h')
  const guide = page.getByRole('dialog', { name: '续期与撤销' })
  await guide.getByRole('link', { name: '授权', exact: true }).first().click()
  await expect(page).toHaveURL(/\/grants$/)
  await expect(guide).toBeVisible()
  const search = page.getByRole('searchbox', { name: /按剧目名称/ })
  await search.fill('半坡')
  await expect(search).toHaveValue('半坡')
  await expect(guide).toBeVisible()
  await guide.getByRole('button', { name: '授权剧目' }).click()
  await expect(page.getByRole('dialog', { name: '授权剧目' })).toContainText('看矩阵')
})

test('the palette finds guides in the reader’s language, and a phone has help among “more”', async ({
  page,
  context,
  baseURL,
}) => {
  await signInAs(context, baseURL ?? '', 'admin')
  await context.addCookies([{ name: 'locale', value: 'en', url: baseURL ?? '' }])
  await page.goto('/settings/connections')
  await page.waitForLoadState('networkidle')
  await page.keyboard.press('Control+k')
  const finder = page.getByRole('combobox', { name: 'Go anywhere, find anything' })
  await finder.fill('help')
  await expect(page.getByRole('option', { name: 'Connections, tokens and keys' })).toBeVisible()
  await finder.fill('legal holds')
  await page.getByRole('option', { name: 'Retention and legal holds' }).click()
  await expect(page.getByRole('dialog', { name: 'Retention and legal holds' })).toContainText('Legal holds')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)

  await page.setViewportSize({ width: 390, height: 844 })
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('button', { name: 'Help' }).click()
  const drawer = page.getByRole('dialog', { name: 'Connections, tokens and keys' })
  await expect(drawer).toContainText('Force a new token')
  await drawer.getByRole('link', { name: 'Connections', exact: true }).first().click()
  await expect(drawer).toBeHidden()
})

test('a guide that cannot be fetched says so and is asked for again', async ({ page, baseURL }) => {
  await signInAs(page.context(), baseURL ?? '', 'support')
  await page.route('**/api/guides/*', (route) => route.fulfill({ status: 404, json: {} }))
  await page.goto('/diagnose')
  await page.waitForLoadState('networkidle')
  await page.keyboard.press('h')
  const drawer = page.getByRole('dialog', { name: '合作方说播不了' })
  await expect(drawer.getByRole('alert')).toContainText('没能打开这篇指南', { timeout: 20_000 })
  await page.unroute('**/api/guides/*')
  await drawer.getByRole('button', { name: '再试一次' }).click()
  await expect(drawer).toContainText('先诊断')
})
