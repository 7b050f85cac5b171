import { expect, type Page } from '@playwright/test'

/** One rank's whitelist as a person works with it. */
export class WhitelistPage {
  readonly page: Page
  readonly table
  readonly dialog
  readonly search
  readonly add
  readonly file

  constructor(page: Page) {
    this.page = page
    this.table = page
      .getByRole('table', { name: '白名单成员' })
      .or(page.getByRole('region', { name: '白名单成员' }).getByRole('table'))
    this.dialog = page.getByRole('dialog')
    this.search = page.getByRole('searchbox', { name: '按会员码或备注名查找' })
    this.add = page.getByRole('button', { name: '添加一人' })
    this.file = page.locator('input[type=file]')
  }

  async open(channelId: string, rank: 1 | 2 = 1): Promise<void> {
    await this.page.goto(`/channels/${channelId}/whitelist?rank=${rank}`)
    await expect(this.page.getByRole('link', { name: '白名单', exact: true })).toBeVisible()
  }

  row = (name: string) => this.table.getByRole('row').filter({ hasText: name })
  field = (label: string) => this.dialog.getByRole('textbox', { name: label, exact: true })
  reason = (text = '工单 5522') => this.dialog.getByRole('textbox', { name: '原因或工单号' }).fill(text)
  confirm = (name: RegExp | string) => this.dialog.getByRole('button', { name }).click()

  /** Adds somebody and waits until the read-back saw them. */
  async addMember(code: string, name: string): Promise<void> {
    // A click on a page that does not answer yet opens nothing.
    await expect(async () => {
      if (!(await this.field('会员码').isVisible())) await this.add.click({ timeout: 2_000 })
      await expect(this.field('会员码')).toBeVisible({ timeout: 2_000 })
    }).toPass({ timeout: 30_000 })
    await this.field('会员码').fill(code)
    await this.field('备注名').fill(name)
    await this.reason()
    await this.confirm('加入名单')
    await expect(this.page.getByText(/R-\d+ 已核实/)).toBeVisible({ timeout: 30_000 })
  }

  /** On the receipt, with its verdict. */
  async verdict(words: RegExp): Promise<void> {
    await expect(this.page).toHaveURL(/\/operations\/R-\d+/, { timeout: 30_000 })
    await expect(this.page.getByRole('heading', { level: 1, name: words })).toBeVisible({ timeout: 30_000 })
  }
}
