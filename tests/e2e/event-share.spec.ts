import { execFile } from 'node:child_process'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { signInAs } from '@/tests/pages/sign-in-page'
import { expect, test } from './test'

const script = path.resolve(import.meta.dirname, '../../public/verify-export.mjs')

/** Exit code and words of the stand-alone verifier. */
const verify = (...files: string[]): Promise<string> =>
  new Promise((resolve) => {
    execFile(process.execPath, [script, ...files], (error, out, err) => resolve(`${error?.code ?? 0} ${out}${err}`))
  })

test.beforeEach(async ({ context, baseURL }) => {
  await signInAs(context, baseURL ?? '', 'support')
})

/** Receipts of the story are found by their reason, however many others came after. */
async function openReceipt(page: Page, reason: string) {
  await page.goto(`/audit?q=${reason}`)
  await page
    .locator('.ev')
    .getByRole('link', { name: /^R-\d+$/ })
    .first()
    .click()
  await expect(page).toHaveURL(/\/operations\/R-\d+$/)
  await expect(page.getByRole('heading', { level: 1 })).toContainText('已核实')
}

test('support opens an event from a receipt, reads its calls, and leaves a note that is found by its words', async ({
  page,
}) => {
  const word = `灯塔${crypto.randomUUID().slice(0, 8)}`
  await openReceipt(page, '会员日改价')
  await page.getByRole('link', { name: /最后一条已封存/ }).click()
  await expect(page).toHaveURL(/\/audit\/[0-9a-f-]{36}$/)
  await expect(page.getByText('提交，先写审计再调用')).toBeVisible()
  await page.locator('summary').filter({ hasText: '第 1 次' }).first().click()
  await expect(page.locator('details[open] pre').first()).toBeVisible()

  const notes = page.getByRole('region', { name: '备注' })
  await notes.getByRole('button', { name: '追加备注' }).click()
  await expect(notes.getByText('请先写备注')).toBeVisible()
  await notes.getByLabel('写一条备注').fill(`${word} 合作方已确认 <b>可进</b>`)
  await notes.getByLabel('工单号').fill('GD-5521')
  await notes.getByLabel('标签').fill('待回访，渠道')
  await notes.getByRole('button', { name: '追加备注' }).click()
  const note = notes.getByRole('listitem').filter({ hasText: word })
  await expect(note).toContainText('<b>可进</b>')
  await expect(note).toContainText('工单 GD-5521')
  await expect(notes.getByLabel('写一条备注')).toHaveValue('')

  await page.goto(`/audit?q=${word}`)
  await expect(page.locator('.ev').filter({ hasText: word })).toHaveCount(1)
})

test('what the explorer shows is exported in the background, and the file passes the verifier', async ({ page }) => {
  await page.goto('/audit?q=HT-2026-118')
  await page.getByRole('button', { name: '导出', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('HT-2026-118')
  await dialog.getByRole('radio', { name: /NDJSON/ }).click()
  await dialog.getByRole('button', { name: '开始导出' }).click()
  await expect(page).toHaveURL(/\/audit\/exports$/)
  const row = page.getByRole('row').filter({ hasText: 'NDJSON' }).first()
  await expect(row).toContainText('已完成', { timeout: 30_000 })
  const fetched = async (name: string) => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      row.getByRole('link', { name, exact: true }).click(),
    ])
    return download.path()
  }
  const [file, manifest] = [await fetched('下载'), await fetched('校验清单')]
  expect(await verify(file)).toMatch(/^0 \d+ events are what was recorded/)
  expect(await verify(file, manifest)).toMatch(/^0 /)
  await page.reload()
  await expect(row).toContainText('已下载 1 次')
  await page.goto('/audit?q=action:audit.export.download')
  await expect(page.locator('.ev').first()).toContainText('下载审计导出 E-')
})

test('a receipt is shown to somebody outside, every look is counted, and once taken back it is gone', async ({
  page,
  browser,
  baseURL,
}) => {
  await openReceipt(page, '首批三部')
  await page.getByRole('button', { name: '分享', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('有效天数').fill('31')
  await dialog.getByRole('button', { name: '生成链接' }).click()
  await expect(dialog.getByText('请填 1 到 30 之间的整数')).toBeVisible()
  await dialog.getByLabel('有效天数').fill('3')
  await dialog.getByRole('button', { name: '生成链接' }).click()
  const address = await page.getByRole('dialog').getByLabel('分享链接').textContent()
  expect(address?.startsWith(`${new URL(baseURL ?? '').origin}/share/`)).toBe(true)
  expect(address).toMatch(/\/share\/[\w-]{43}$/)
  await page.getByRole('dialog').getByRole('button', { name: '完成', exact: true }).click()

  const outside = await browser.newContext({ locale: 'zh-CN' })
  const guest = await outside.newPage()
  const response = await guest.goto(address ?? '')
  expect(response?.headers()['cache-control']).toContain('no-store')
  await expect(guest.getByRole('heading', { level: 1 })).toContainText('已核实')
  await expect(guest.getByText('已封存：')).toBeVisible()
  expect(await guest.title()).not.toMatch(/R-\d/)
  await expect(guest.locator('meta[property^="og:"], meta[name="description"]')).toHaveCount(0)
  for (const door of [address ?? '', `${address?.replace('/share/', '/api/share/')}/proof`])
    expect((await outside.request.head(door)).status()).toBe(405)
  await page.goto('/audit/shares')
  const row = page.getByRole('row').filter({ hasText: '有效' }).first()
  await expect(row).toContainText('1 次')
  await expect(guest.getByRole('navigation')).toHaveCount(0)
  await expect(guest.locator('body')).not.toContainText('运营甲')
  await guest.getByRole('button', { name: 'English' }).click()
  await expect(guest.getByRole('heading', { level: 1 })).toContainText('Verified')
  const proof = await outside.request.get(`${address?.replace('/share/', '/api/share/')}/proof`)
  expect((await proof.json()).format).toBe('countersign-audit-place/v1')

  await page.reload()
  await row.getByRole('button', { name: /收回/ }).click()
  // Its button said the same word before it was taken back.
  await expect(page.getByRole('row').nth(1)).toContainText('客服丙 收回')
  const gone = await guest.goto(address ?? '')
  expect(gone?.status()).toBe(404)
  await expect(guest.getByRole('heading', { level: 1 })).toContainText('This link does not open')
  await outside.close()
})
