import { DramasPage } from '@/tests/pages/dramas-page'
import { signInAs } from '@/tests/pages/sign-in-page'
import { chooseFree, control } from './grant-choice'
import { expect, test } from './test'

test.beforeEach(async ({ context, baseURL }) => {
  await signInAs(context, baseURL ?? '', 'manager')
})

test('a drama is found by its name, its pinyin and its id, and the address says so', async ({ page }) => {
  const dramas = new DramasPage(page)
  await dramas.open()
  await dramas.search.fill('cayy')
  await expect(page).toHaveURL(/[?&]q=cayy/)
  await expect(dramas.row('长安夜雨')).toBeVisible()
  await dramas.search.fill('长安夜')
  await expect(page).toHaveURL(/q=%E9%95%BF/)
  await expect(dramas.rows).toHaveCount(1)
  const { dramas: all } = await control.wechat()
  const huge = all.find((drama) => drama.drama_id.length > 15)?.drama_id ?? ''
  await dramas.search.fill(huge)
  await expect(dramas.row(huge)).toBeVisible()
  await dramas.search.fill('没有这样的剧')
  await expect(page.getByText('没有符合条件的剧目')).toBeVisible()
  await page.getByRole('link', { name: '清除筛选' }).click()
  await expect(dramas.status).toContainText('已显示 100 / ')
})

test('the list tells what may be granted apart from what may not, and draws the rest as it is scrolled', async ({
  page,
}) => {
  const { dramas: all } = await control.wechat()
  const down = all.filter((drama) => drama.status === 3)
  const dramas = new DramasPage(page)
  await dramas.open()
  await expect(dramas.status).toContainText('已显示 100 / ')
  // Another test takes a drama away for a while, so the list's own figure is the one to reach.
  const total = Number(/\/ (\d+)/.exec((await dramas.status.textContent()) ?? '')?.[1])
  expect(total).toBeGreaterThan(all.length - 3)
  expect(await dramas.rows.count()).toBeLessThan(60)
  await expect(async () => {
    await page.keyboard.press('End')
    await expect(dramas.status).toContainText(`已显示 ${total} / ${total}`, { timeout: 1_000 })
  }).toPass({ timeout: 40_000 })
  expect(await dramas.rows.count()).toBeLessThan(60)
  await dramas.filter('状态', '平台下架').click()
  await expect(dramas.status).toContainText(`${down.length} / ${down.length}`)
  await expect(dramas.rows.first()).toContainText('平台下架')
  await expect(dramas.rows.first().getByRole('checkbox')).toBeDisabled()
})

test('chosen dramas open the composer with them, and nothing is sent', async ({ page }) => {
  const { dramaIds } = await chooseFree(2, [12])
  const since = await control.lastSeq()
  const dramas = new DramasPage(page)
  await dramas.open()
  for (const dramaId of dramaIds) {
    await dramas.search.fill(dramaId)
    await dramas.row(dramaId).getByRole('checkbox').click()
  }
  await page.getByRole('button', { name: '授权这 2 部' }).click()
  await expect(page).toHaveURL(/\/grants\/new\?slip=/)
  await expect(page.getByRole('button', { name: '已选 2' })).toBeVisible()
  expect(await control.journal({ since, path: '/authorizedrama' })).toEqual([])
})

test('reading again goes through the worker, says how far it is, and marks what vanished', async ({ page }) => {
  const { dramas: all } = await control.wechat()
  const [lost] = all.filter((drama) => drama.status === 2)
  if (!lost) throw new Error('no drama to lose')
  await control.changeWechat({ dramas: { remove: [lost] } })
  try {
    const dramas = new DramasPage(page)
    await dramas.open()
    await page.getByRole('button', { name: '重新读取' }).click()
    await expect(page.getByText(`刚刚读完，${all.length - 1} 部`)).toBeVisible({ timeout: 40_000 })
    await dramas.open(`?state=gone&q=${lost.drama_id}`)
    await expect(dramas.row(lost.drama_id)).toContainText('已不在目录')
  } finally {
    await control.changeWechat({ dramas: { put: [lost] } })
  }
})

test('a drama page says what is wrong, who holds it and through what', async ({ page }) => {
  const state = await control.wechat()
  const now = Date.now() / 1000
  const live = (until: number) => until === 0 || until > now
  const held = state.grants.find((grant) => live(grant.authz_expire_time))
  const licensee = state.licensees.find((one) => one.appid === held?.authorized_appid)
  await page.goto(`/dramas/${held?.drama_id}`)
  await expect(
    page
      .getByRole('region', { name: '谁持有' })
      .getByRole('row')
      .filter({ hasText: licensee?.appid ?? '' }),
  ).toBeVisible()
  const accounts = page.getByRole('region', { name: '通过账号授权持有' })
  for (const grant of state.appGrants.filter((one) => live(one.authz_expire_time)))
    await expect(accounts.getByText(grant.authorized_appid)).toBeVisible()
  await expect(page.getByRole('link', { name: '撤销' })).toHaveAttribute('href', /\/grants\/revoke\?.*drama=/)

  const down = state.dramas.find((drama) => drama.status === 3)
  await page.goto(`/dramas/${down?.drama_id}`)
  await expect(page.getByText('不能授权')).toBeVisible()
  await expect(page.getByText(/平台下架了这部剧目/)).toBeVisible()
})

test('support reads it all and changes nothing', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ ...(baseURL ? { baseURL } : {}), locale: 'zh-CN' })
  await signInAs(context, baseURL ?? '', 'support')
  const page = await context.newPage()
  const dramas = new DramasPage(page)
  await dramas.open()
  await expect(dramas.rows.first()).toBeVisible()
  await expect(dramas.table.getByRole('checkbox')).toHaveCount(0)
  await expect(page.getByRole('button', { name: '重新读取' })).toHaveCount(0)
  await expect(page.getByText('客服可以查看，不能授权')).toBeVisible()
  await dramas.rows.first().getByRole('link').first().click()
  await expect(page.getByRole('heading', { name: '谁持有' })).toBeVisible()
  await expect(page.getByRole('button', { name: '授权这部剧目' })).toHaveCount(0)
  await context.close()
})

test('the exports hold what the filter shows, as text', async ({ page }) => {
  const { dramas: all } = await control.wechat()
  const down = all.filter((drama) => drama.status === 3)
  const csv = await page.request.get('/api/dramas/export?state=taken_down')
  const text = await csv.text()
  expect(text.charCodeAt(0)).toBe(0xfeff)
  const lines = text.trim().split('\r\n').slice(1)
  expect(new Set(lines.map((line) => line.split(',')[0]))).toEqual(new Set(down.map((drama) => drama.drama_id)))
  const xlsx = await page.request.get('/api/dramas/export?state=taken_down&format=xlsx')
  expect(xlsx.headers()['content-type']).toContain('spreadsheetml')
  expect((await xlsx.body()).subarray(0, 2).toString()).toBe('PK')
  expect((await page.request.get('/api/dramas/export?state=nonsense')).status()).toBe(400)
})
