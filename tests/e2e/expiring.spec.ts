import { request } from '@playwright/test'
import { formatDate } from '@/lib/format'
import { signInAs } from '@/tests/pages/sign-in-page'
import { control } from './grant-choice'
import { expect, test } from './test'

test.beforeEach(async ({ context, baseURL }) => {
  await signInAs(context, baseURL ?? '', 'manager')
})

const DAY_MS = 86_400_000
const dayIn = (days: number) => formatDate(Date.now() + days * DAY_MS)

/** One licensee's grants that end from tomorrow on within these days, by the day in Beijing. */
async function endingOf(days: number): Promise<{ appid: string; keys: string[]; from: string; to: string }> {
  const { grants } = await control.wechat()
  const [from, to] = [dayIn(1), dayIn(days)]
  const ending = grants.filter(({ authz_expire_time }) => {
    const day = formatDate(authz_expire_time * 1000)
    return authz_expire_time > 0 && day >= from && day <= to
  })
  const [appid, own] = [...Map.groupBy(ending, (grant) => grant.authorized_appid)].sort(
    ([, left], [, right]) => right.length - left.length,
  )[0] ?? ['', []]
  return { appid, keys: own.map((grant) => `${grant.drama_id}@${grant.authorized_appid}`), from, to }
}

test('days chosen by keyboard list who has what ending, and become a slip of exactly that', async ({ page }) => {
  const { appid, keys, from } = await endingOf(3)
  await page.goto(`/expiring?appid=${appid}&month=${from.slice(0, 7)}`)
  const grid = page.getByRole('grid')
  await grid.locator(`[data-day="${from}"]`).focus()
  await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(new RegExp(`from=${from}&to=${dayIn(3)}`))
  await expect(page.getByText(`${keys.length} 格，1 个被授权方`)).toBeVisible()
  await expect(grid.getByRole('gridcell', { selected: true })).toHaveCount(3)
  const since = await control.lastSeq()
  await page.getByRole('button', { name: `为 ${keys.length} 格拟续期单` }).click()
  await expect(page).toHaveURL(/\/grants\/new\?slip=/, { timeout: 20_000 })
  await page.getByRole('button', { name: '年末' }).click()
  await page.getByLabel('原因或工单号').fill('到期续约')
  await expect(page.getByRole('button', { name: new RegExp(`^提交并核实 ${keys.length} 格`) })).toBeVisible({
    timeout: 20_000,
  })
  expect(await control.journal({ since, path: '/authorizedrama' })).toEqual([])
})

test('days are dragged over with the mouse, and Escape lets go of them', async ({ page }) => {
  await page.goto('/expiring')
  const cells = page.getByRole('grid').locator('[data-day]:not(.other)')
  const [first, last] = [cells.nth(9), cells.nth(11)]
  const [from, to] = [await first.getAttribute('data-day'), await last.getAttribute('data-day')]
  await first.hover()
  await page.mouse.down()
  await cells.nth(10).hover()
  await last.hover()
  await page.mouse.up()
  await expect(page).toHaveURL(new RegExp(`from=${from}&to=${to}`))
  await first.focus()
  await page.keyboard.press('Escape')
  await expect(page).not.toHaveURL(/from=/)
})

test('a feed is shown once, read without a session, replaced and revoked', async ({ page, baseURL }) => {
  await page.goto('/settings/account')
  await page.getByRole('button', { name: /生成订阅地址|换一个新地址/ }).click()
  const address = (await page.getByRole('dialog').getByLabel('订阅地址').textContent()) ?? ''
  expect(address).toMatch(/\/api\/expiring\/feed\/[\w-]{43}\.ics$/)
  const stranger = await request.newContext({ ...(baseURL ? { baseURL } : {}) })
  const read = await stranger.get(address)
  expect(read.status()).toBe(200)
  expect(read.headers()).toMatchObject({ 'content-type': 'text/calendar; charset=utf-8', 'cache-control': 'no-store' })
  const text = await read.text()
  expect(text).toMatch(/^BEGIN:VCALENDAR/)
  expect(text).toContain('BEGIN:VEVENT')
  expect((await stranger.get(address.replace(/[\w-]{43}/, 'x'.repeat(43)))).status()).toBe(404)
  await page.reload()
  await expect(page.getByText('最近读取')).toBeVisible()
  expect(await page.content()).not.toContain(address.slice(-30))
  await page.getByRole('button', { name: '撤销', exact: true }).click()
  await expect(page.getByText('还没有订阅')).toBeVisible()
  expect((await stranger.get(address)).status()).toBe(410)
  await stranger.dispose()
})

test('the bell tells what ends soon, and what is put away stays away', async ({ page }) => {
  await page.goto('/')
  await page.getByRole('button', { name: /^提醒，\d+ 条$/ }).click()
  const menu = page.getByRole('region', { name: '提醒', exact: true })
  const first = menu.getByRole('list', { name: '到期' }).getByRole('button').first()
  const before = await menu.getByRole('listitem').count()
  expect(before).toBeGreaterThan(0)
  await first.click()
  await page.reload()
  await page.getByRole('button', { name: /^提醒/ }).click()
  await expect(menu.getByRole('button', { name: '全部收起' })).toBeVisible()
  await menu.getByRole('list', { name: '到期' }).getByRole('link').first().click()
  await expect(page).toHaveURL(/\/expiring\?appid=wx[0-9a-f]{16}&from=/)
})

test('on a phone the month is a list, and nothing runs off the side', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto('/expiring')
  await expect(page.getByRole('grid')).toBeHidden()
  await expect(
    page
      .getByRole('table', { name: '到期日程' })
      .or(page.getByRole('region', { name: '到期日程' }))
      .first(),
  ).toBeVisible()
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(sideways).toBeLessThanOrEqual(0)
})
