import type { Page } from '@playwright/test'

/** Puts two dramas on the slip under work and leaves the dock open beside the list. */
export async function openDock(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle')
  const boxes = page.locator('main tbody').getByRole('checkbox', { disabled: false })
  for (const index of [0, 1]) await boxes.nth(index).click()
  await page.getByRole('button', { name: /^(选入新变更单|选入 S-\d+|Add to a new slip|Add to S-\d+)$/ }).click()
  await page.getByRole('status').filter({ hasText: /S-\d+/ }).waitFor()
  const tab = page.getByRole('button', { name: /^(变更单|Slips) ?\d/ })
  if (await tab.isVisible()) await tab.click()
  await page.getByRole('region', { name: /^(当前变更单|Current slip)/ }).waitFor()
}
