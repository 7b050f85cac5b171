import type { Page } from '@playwright/test'

export async function openHold(page: Page): Promise<void> {
  await page.getByRole('button', { name: /新增保留|Add a hold/ }).click()
  await page.getByRole('dialog').waitFor()
}

export async function openStream(page: Page): Promise<void> {
  await page.getByRole('button', { name: /新增外送|Add a stream/ }).click()
  await page.getByRole('dialog').waitFor()
}
