import type { Page } from '@playwright/test'

export async function openHelp(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle')
  await page.keyboard.press('h')
  await page.locator('[data-part="guide"]').waitFor()
}

export async function openHelpList(page: Page): Promise<void> {
  await openHelp(page)
  await page.getByRole('button', { name: /^(全部指南|All guides)$/ }).click()
  await page.getByRole('searchbox', { name: /^(按标题查找指南|Find a guide by its title)$/ }).waitFor()
}
