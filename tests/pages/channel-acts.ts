import type { Page } from '@playwright/test'

export async function selectChannels(page: Page): Promise<void> {
  for (const index of [1, 2, 4]) await page.locator('main table [role=checkbox]').nth(index).click()
}

export async function planChange(page: Page): Promise<void> {
  await selectChannels(page)
  await page.getByRole('button', { name: /^(应用改动|Apply a change)$/ }).click()
  await setDoor(page)
  await page.getByRole('button', { name: /^(试算 3 个频道|Plan for 3 channels)$/ }).click()
  await page.locator('#field-reason').waitFor()
}

export async function setDoor(page: Page): Promise<void> {
  await page
    .getByRole('radio', { name: /^(设为|Set to)$/ })
    .first()
    .click()
  await page
    .getByRole('radio', { name: /^(公开|Public)/ })
    .first()
    .check({ force: true })
}

/** Polyv is read on the spot, at the account's rate. */
export async function awaitChecks(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^(打印|Print)$/, disabled: false }).waitFor()
}
