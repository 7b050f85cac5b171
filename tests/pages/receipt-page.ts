import { expect, type Page } from '@playwright/test'

/** 回执 as a person reads it. */
export class ReceiptPage {
  readonly page: Page
  readonly verdict
  readonly seal
  readonly progress
  readonly causes
  readonly stop

  constructor(page: Page) {
    this.page = page
    this.verdict = page.getByRole('heading', { level: 1 })
    this.seal = page.getByRole('img', { name: /^印：/ })
    this.progress = page.getByRole('region', { name: '执行进度' })
    this.causes = page.locator('section').filter({ has: page.getByRole('heading', { name: /^没有核实的原因/ }) })
    this.stop = page.getByRole('button', { name: '停止后续发送' })
  }

  /** From the list, the way support comes to it. */
  async openByReason(reason: string): Promise<void> {
    await this.page.goto(`/operations?q=${reason}`)
    await this.page.getByRole('row').filter({ hasText: reason }).first().getByRole('link').click()
    await expect(this.page).toHaveURL(/\/operations\/R-\d+/)
  }

  items(group: string) {
    return this.page.getByRole('region', { name: group, exact: true }).getByRole('row')
  }
}
