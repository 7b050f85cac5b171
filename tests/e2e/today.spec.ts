import { PeoplePage } from '@/tests/pages/people-page'
import { signInAs } from '@/tests/pages/sign-in-page'
import { expect, test } from './test'

test('a manager sees first what waits, and every line leads to where it is seen to', async ({
  context,
  page,
  baseURL,
}) => {
  await signInAs(context, baseURL ?? '', 'manager')
  await page.goto('/')
  const regions = page.getByRole('main').getByRole('region')
  await expect(regions.first()).toHaveAccessibleName('需要处理')
  const needs = page.getByRole('region', { name: '需要处理' })
  const lines = needs.getByRole('listitem')
  await expect(lines.first()).toBeVisible()
  for (const line of await lines.all()) await expect(line.getByRole('link')).toHaveAttribute('href', /^\/\w/)
  await expect(needs.getByText(/人还没有加入|加入链接已过期/), 'people are not theirs to see to').toHaveCount(0)
  await expect(page.getByRole('region', { name: '播放诊断' })).toHaveCount(0)
  await expect(page.getByRole('region', { name: '今晚直播' }).getByRole('link', { name: '今晚预检' })).toBeVisible()
  const bars = page.getByRole('navigation', { name: '未来 30 天每天到期的授权数' })
  await expect(bars.getByTitle(/^\d{4}-\d{2}-\d{2}/)).toHaveCount(30)
  await bars.getByRole('link').nth(3).click()
  await expect(page).toHaveURL(/\/expiring\?from=\d{4}-\d{2}-\d{2}&to=/)
})

test('support begins with the diagnosis and with who changed it, and is offered no retry', async ({
  context,
  page,
  baseURL,
}) => {
  await signInAs(context, baseURL ?? '', 'support')
  await page.goto('/')
  const regions = page.getByRole('main').getByRole('region')
  await expect(regions.first()).toHaveAccessibleName('播放诊断')
  await expect(page.getByRole('link', { name: /^只重试失败/ })).toHaveCount(0)
  const recent = page.getByRole('region', { name: '最近动作' })
  await expect(recent.getByRole('listitem').first(), 'however many have signed in since').toBeVisible()
  const diagnose = page.getByRole('region', { name: '播放诊断' })
  await expect(diagnose.getByRole('combobox')).toHaveCount(2)
  await page.getByRole('region', { name: '查是谁改的' }).getByRole('searchbox', { name: '找什么' }).fill('HT-2026-118')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/audit\?q=HT-2026-118/)
})

test('an administrator sees who has not joined yet, and gets there', async ({ context, page, baseURL }) => {
  await signInAs(context, baseURL ?? '', 'admin')
  await page.goto('/settings/people')
  await new PeoplePage(page).invite('运营癸', `today-${crypto.randomUUID().slice(0, 8)}@demo.local`, '客服')
  await page.goto('/')
  const line = page
    .getByRole('region', { name: '需要处理' })
    .getByRole('listitem')
    .filter({ hasText: /人还没有加入/ })
  await line.getByRole('link', { name: '查看人员' }).click()
  await expect(page).toHaveURL(/\/settings\/people/)
})
