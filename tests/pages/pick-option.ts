import { expect, type Locator } from '@playwright/test'

/** Chooses from a list that opens on press. A click within the list's first moments ends the press and chooses nothing. */
export async function pickOption(combobox: Locator, name: string): Promise<void> {
  const option = combobox.page().getByRole('option', { name })
  await expect(async () => {
    if (!(await option.isVisible())) await combobox.click()
    await option.click({ timeout: 2_000 })
    await expect(combobox).toContainText(name, { timeout: 1_000 })
  }).toPass({ timeout: 20_000 })
}
