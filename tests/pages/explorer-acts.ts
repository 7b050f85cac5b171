import type { Page } from '@playwright/test'

/** The counts come after the list; where it is narrow they wait behind a button. */
export async function awaitCounts(page: Page): Promise<void> {
  await page.locator('.overview-sum b').waitFor()
  await page.locator('.facets li').first().waitFor({ state: 'attached' })
}

export async function unfoldFirst(page: Page): Promise<void> {
  await awaitCounts(page)
  await page.locator('.ev-fold').first().click()
  await page.locator('.ev-course .ev').first().waitFor()
}

export async function openViewDialog(page: Page): Promise<void> {
  await awaitCounts(page)
  await page.getByRole('button', { name: /^(存为视图|Save view)$/ }).click()
  await page.locator('#field-view-name').waitFor()
}

export async function peekFirst(page: Page): Promise<void> {
  await awaitCounts(page)
  await page.keyboard.press('j')
  await page.keyboard.press(' ')
  await page.locator('.peek h2').waitFor()
}
