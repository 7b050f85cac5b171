import type { Page } from '@playwright/test'

export class PeoplePage {
  readonly page: Page
  readonly add
  readonly dialog
  readonly link

  constructor(page: Page) {
    this.page = page
    this.add = page.getByRole('button', { name: '添加人员' })
    this.dialog = page.getByRole('dialog')
    this.link = page.getByLabel('一次性链接')
  }

  row(email: string) {
    return this.page.getByRole('row').filter({ hasText: email })
  }

  async choose(email: string, item: string): Promise<void> {
    await this.row(email)
      .getByRole('button', { name: /的操作$/ })
      .click()
    await this.page.getByRole('menuitem', { name: item }).click()
  }

  /** Adds a person and returns the link that was shown. */
  async invite(name: string, email: string, role: string): Promise<string> {
    await this.add.click()
    await this.dialog.getByLabel('姓名').fill(name)
    await this.dialog.getByLabel('邮箱').fill(email)
    await this.dialog.getByRole('radio', { name: new RegExp(`^${role}`) }).click()
    await this.dialog.getByRole('button', { name: '添加并生成链接' }).click()
    const link = (await this.link.textContent()) ?? ''
    await this.dialog.getByRole('button', { name: '已交给本人' }).click()
    return link
  }
}
