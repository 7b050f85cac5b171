import type { Page } from '@playwright/test'

export async function askForExport(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^(导出|Export)$/ }).click()
  await page.getByRole('dialog').waitFor()
}

export async function openShareDialog(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^(分享|Share)$/ }).click()
  await page.getByRole('dialog').waitFor()
}

/** Makes a link and goes where it leads. */
export async function openShared(page: Page): Promise<void> {
  await openShareDialog(page)
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^(生成链接|Make a link)$/ })
    .click()
  const address = await page.getByLabel(/^(分享链接|Share link)$/).textContent()
  await page.goto(address ?? '')
}
