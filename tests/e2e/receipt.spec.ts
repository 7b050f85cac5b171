import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { GrantComposerPage } from '@/tests/pages/grant-composer-page'
import { ReceiptPage } from '@/tests/pages/receipt-page'
import { signInAs } from '@/tests/pages/sign-in-page'
import { chooseFree, control, writesTo } from './grant-choice'
import { expect, test } from './test'

test.beforeEach(async ({ context, baseURL }) => {
  await signInAs(context, baseURL ?? '', 'manager')
})

/** Submits a grant whose calls to these licensees are answered late. */
async function grantSlowly(page: Page, licensees: readonly number[], reason: string, delayMs = 2_500) {
  const choice = await chooseFree(2, licensees)
  for (const appid of choice.appids)
    await control.fault({
      upstream: 'wechat',
      path: '/authorizedrama',
      kind: 'slow',
      bodyIncludes: appid,
      delayMs,
      times: 1,
    })
  const since = await control.lastSeq()
  const composer = new GrantComposerPage(page)
  await composer.open()
  await composer.fill({ ...choice, reason })
  await page.getByRole('button', { name: '年末' }).click()
  await composer.planned(choice.dramaIds.length * choice.appids.length)
  await composer.submit.click()
  await expect(page).toHaveURL(/\/operations\//)
  return { choice, since }
}

test('a receipt lives while it runs, turns into its verdict by itself, and may be left meanwhile', async ({ page }) => {
  await grantSlowly(page, [8, 9], '慢速首批')
  const receipt = new ReceiptPage(page)
  await expect(receipt.progress).toBeVisible()
  await expect(receipt.progress).toContainText('可离开此页')
  await expect(receipt.seal).toHaveCount(0)
  await page.goto('/audit')
  await page.goBack()
  await expect(receipt.verdict).toContainText('已核实', { timeout: 30_000 })
  await expect(receipt.progress).toHaveCount(0)
  await expect(receipt.seal).toBeVisible()
  await expect(page.getByText('定案：已核实')).toBeVisible()
})

test('stopping sends nothing more, and what was not sent is listed as not sent', async ({ page }) => {
  const { choice, since } = await grantSlowly(page, [10, 11, 12], '提前停止')
  const receipt = new ReceiptPage(page)
  await control.received({ since, path: '/authorizedrama' })
  await receipt.stop.click()
  await page.getByRole('dialog').getByRole('button', { name: '停止后续发送' }).click()
  await expect(receipt.verdict).toContainText('部分成功', { timeout: 30_000 })
  const sent = await writesTo(choice.appids, since)
  expect(sent.length).toBeLessThan(choice.appids.length)
  expect(sent.length).toBeGreaterThan(0)
  const unsent = (choice.appids.length - sent.length) * choice.dramaIds.length
  await expect(receipt.verdict).toContainText(`${unsent} 项未发送`)
  await expect(page.getByRole('link', { name: `未发送${unsent}` })).toBeVisible()
})

test('support watches a running receipt and is told why it cannot be stopped', async ({ page, browser, baseURL }) => {
  const context = await browser.newContext({ ...(baseURL ? { baseURL } : {}) })
  await signInAs(context, baseURL ?? '', 'support')
  const theirs = new ReceiptPage(await context.newPage())
  await grantSlowly(page, [13, 14, 15, 16], '客服旁观', 4_000)
  await theirs.page.goto(page.url())
  await expect(theirs.page.getByText('只有经理和管理员可以停止')).toBeVisible()
  await expect(theirs.stop).toHaveCount(0)
  await expect(theirs.verdict).toContainText('已核实', { timeout: 45_000 })
  await context.close()
})

test('a partial receipt says why, whose turn it is and what to send them', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const receipt = new ReceiptPage(page)
  await receipt.openByReason('补授权两部')
  await expect(receipt.verdict).toContainText('部分成功')
  await expect(receipt.causes).toContainText('由对方处理')
  await expect(receipt.causes).toContainText('10090038')
  const copied = async (name: string) => {
    await receipt.causes.getByRole('button', { name }).click()
    return page.evaluate(() => navigator.clipboard.readText())
  }
  const chinese = await copied('复制中文话术')
  expect(chinese).toContain('10090038')
  expect(chinese).toMatch(/wx[0-9a-f]{16}/)
  expect(chinese).toContain('文娱-微短剧')
  const english = await copied('复制英文话术')
  expect(english).toContain('10090038')
  expect(english).toMatch(/^Hello/)
  expect(english).not.toMatch(/[请对方]/)
  await expect(receipt.items('失败')).not.toHaveCount(0)
  await expect(receipt.items('已核实').filter({ hasText: '一致' })).not.toHaveCount(0)
})

test('a condition receipt shows former value, submitted value and reading of the changed field', async ({ page }) => {
  const receipt = new ReceiptPage(page)
  await receipt.openByReason('会员日改价')
  const row = page.getByRole('region', { name: '逐项核对' }).getByRole('row').filter({ hasText: '价格' })
  await expect(row).toContainText('29.90 元')
  await expect(row).toContainText('一致')
})

test('export opens in a spreadsheet and runs nothing there', async ({ page }) => {
  const receipt = new ReceiptPage(page)
  await receipt.openByReason('首批三部')
  const href = await page.getByRole('link', { name: '导出 CSV' }).getAttribute('href')
  const file = await page.request.get(href ?? '')
  const text = await file.text()
  expect(file.headers()['content-disposition']).toContain('receipt-R-')
  expect(text.startsWith('\uFEFF')).toBe(true)
  expect(text.split('\r\n').filter((line) => /wx[0-9a-f]{16}/.test(line))).toHaveLength(6)
})

test('receipts narrow by result and by person in the address', async ({ page }) => {
  await page.goto('/operations')
  await page.getByRole('navigation', { name: '结果' }).getByRole('link', { name: '部分成功' }).click()
  await expect(page).toHaveURL(/verdict=partial/)
  await expect(page.getByRole('row').filter({ hasText: '补授权两部' })).toBeVisible()
  await expect(page.getByRole('row').filter({ hasText: '首批三部' })).toHaveCount(0)
  await page.goto('/operations?verdict=failed&from=2020-01-01&until=2020-01-02')
  await expect(page.getByText('没有符合条件的回执')).toBeVisible()
})

test('list, receipt and its printed page', async ({ page }) => {
  const inspect = () => new AxeBuilder({ page }).exclude('nextjs-portal').analyze()
  await page.goto('/operations')
  expect((await inspect()).violations).toEqual([])
  await new ReceiptPage(page).openByReason('补授权两部')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  expect((await inspect()).violations).toEqual([])
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByRole('link', { name: '打印' })).toBeHidden()
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
})
