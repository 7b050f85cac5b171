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

type Fault = Parameters<typeof control.fault>[0]

/** Submits two dramas to these licensees; the last one's call meets a fault. */
async function grantWithFault(page: Page, licensees: readonly number[], reason: string, fault: Partial<Fault>) {
  const choice = await chooseFree(2, licensees)
  const troubled = choice.appids.at(-1) ?? ''
  await control.fault({
    upstream: 'wechat',
    path: '/authorizedrama',
    kind: 'errcode',
    bodyIncludes: troubled,
    times: 1,
    ...fault,
  })
  const composer = new GrantComposerPage(page)
  await composer.open()
  await composer.fill({ ...choice, reason })
  await page.getByRole('button', { name: '年末' }).click()
  await composer.planned(choice.dramaIds.length * choice.appids.length)
  await composer.submit.click()
  await expect(page).toHaveURL(/\/operations\//)
  return { choice, troubled }
}

test('only what failed is retried, after a preview, and parent and child name each other', async ({ page }) => {
  const { choice, troubled } = await grantWithFault(page, [24, 25], '重试的故事', { code: 10090038 })
  const receipt = new ReceiptPage(page)
  await expect(receipt.verdict).toContainText('部分成功', { timeout: 30_000 })
  const parent =
    (await page
      .getByText(/^R-\d+$/)
      .first()
      .textContent()) ?? ''
  const since = await control.lastSeq()
  await page.getByRole('link', { name: '只重试失败 2 项' }).click()
  const cause = page.getByRole('checkbox', { name: /文娱-微短剧/ })
  await expect(cause).not.toBeChecked()
  await expect(page.getByText('对方处理好之前，重试仍会失败')).toBeVisible()
  await expect(page.getByRole('button', { name: '没有可发送的' })).toBeDisabled()
  await cause.click()
  await expect(page.getByRole('region', { name: '试算' }).getByRole('row')).toHaveCount(3)
  expect(await writesTo(choice.appids, since)).toHaveLength(0)
  await page.getByLabel('理由').fill('对方已开通类目')
  await page.getByRole('button', { name: '重试 2 项' }).click()
  await expect(page).toHaveURL(/\/operations\/R-\d+$/)
  await expect(receipt.verdict).toContainText('已核实', { timeout: 30_000 })
  const sent = await writesTo(choice.appids, since)
  expect(sent.map((entry) => entry.body.includes(troubled))).toEqual([true])
  await page.getByRole('link', { name: `原回执 ${parent}` }).click()
  await expect(page.getByText('没有办好的都已由后来的回执接手')).toBeVisible()
  await expect(page.getByRole('link', { name: /只重试失败/ })).toHaveCount(0)
})

test('an outcome no reading decides is put to a person, and the answer stays on the receipt', async ({ page }) => {
  const { choice, troubled } = await grantWithFault(page, [26], '未知的故事', { kind: 'reset_before_apply' })
  await control.changeWechat({
    grants: {
      put: choice.dramaIds.map((dramaId) => ({
        drama_id: dramaId,
        authorized_appid: troubled,
        authorized_time: 1,
        authz_expire_time: Math.ceil(Date.now() / 60_000) * 60 + 33 * 86_400,
      })),
    },
  })
  const receipt = new ReceiptPage(page)
  await expect(receipt.verdict).toContainText('结果待核', { timeout: 40_000 })
  const questions = page.getByRole('region', { name: /2 项的结果需要人来定/ })
  await expect(questions).toContainText('可能是别处改的')
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
  await page.getByRole('button', { name: '再查一次' }).click()
  await expect(questions.getByText(/再次回读：上游仍是另一个值/)).toHaveCount(2, { timeout: 30_000 })
  await questions.getByRole('button', { name: '确实不在' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: '确认不存在' }).click()
  await expect(dialog.getByText('请写明依据，至少 2 个字')).toBeVisible()
  await dialog.getByLabel('依据').fill('已在微信后台核对')
  await dialog.getByRole('button', { name: '确认不存在' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByText('运营甲 确认不存在')).toBeVisible()
  await expect(page.getByRole('link', { name: '只重试失败 1 项' })).toBeVisible()
  await expect(receipt.verdict).toContainText('结果待核')
  await page.goto('/operations?verdict=unanswered')
  await expect(page.getByRole('row').filter({ hasText: '未知的故事' })).toBeVisible()
})

test('support sees the preview of a retry and is told who may submit it', async ({ page, browser, baseURL }) => {
  await new ReceiptPage(page).openByReason('补授权两部')
  const context = await browser.newContext({ ...(baseURL ? { baseURL } : {}) })
  await signInAs(context, baseURL ?? '', 'support')
  const theirs = await context.newPage()
  await theirs.goto(`${page.url()}/retry`)
  await theirs.getByRole('checkbox', { name: /文娱-微短剧/ }).click()
  await expect(theirs.getByRole('button', { name: '重试 2 项' })).toBeDisabled()
  await expect(theirs.getByText('客服可以试算，不能提交')).toBeVisible()
  await context.close()
})

test('items narrow by licensee and by cause in the address, and the file is what is on screen', async ({ page }) => {
  const receipt = new ReceiptPage(page)
  await receipt.openByReason('补授权两部')
  await receipt.causes.getByRole('link', { name: '查看明细' }).click()
  await expect(page).toHaveURL(/cause=failed\.10090038/)
  const href = await page.getByRole('link', { name: '导出当前筛选 CSV' }).getAttribute('href')
  const text = await (await page.request.get(href ?? '')).text()
  expect(text.split('\r\n').filter((line) => /wx[0-9a-f]{16}/.test(line))).toHaveLength(2)
  await page.getByRole('link', { name: '按小程序' }).click()
  const rows = page.getByRole('region', { name: '按小程序' }).getByRole('row')
  await expect(rows).toHaveCount(3)
  await rows.nth(1).getByRole('link').first().click()
  await expect(page).toHaveURL(/licensee=wx/)
  const sheet = await page.request.get((await page.getByRole('link', { name: 'Excel' }).getAttribute('href')) ?? '')
  expect(sheet.headers()['content-type']).toContain('spreadsheetml')
  expect((await sheet.body()).subarray(0, 2).toString()).toBe('PK')
})

test('the printed receipt is a document of its own', async ({ page }) => {
  await new ReceiptPage(page).openByReason('补授权两部')
  await page.getByRole('link', { name: '打印' }).click()
  await expect(page).toHaveURL(/\/print$/)
  await expect(page.getByRole('heading', { level: 1 })).toContainText('部分成功')
  await expect(page.getByText('经办')).toBeVisible()
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByRole('button', { name: '打印' })).toBeHidden()
  await expect(page.getByRole('img', { name: '印：部分成功' })).toBeVisible()
})
