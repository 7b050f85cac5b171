import type { Page } from '@playwright/test'

/** 观看条件模板, as a person makes one. */
export class TemplatesPage {
  readonly page: Page
  constructor(page: Page) {
    this.page = page
  }

  /** A paid door whose price is filled in at each use. */
  async makePaid(name: string, title: string): Promise<void> {
    await this.page.goto('/channels/templates/new')
    await this.page.getByRole('textbox', { name: '名称' }).fill(name)
    const door = this.page.getByRole('region', { name: '主要条件', exact: true })
    await door.getByRole('radio', { name: '设为' }).click()
    await door.getByRole('radio', { name: /^付费/ }).check({ force: true })
    await door.getByRole('textbox', { name: '付费标题', exact: true }).fill(title)
    await door.getByRole('button', { name: '价格', exact: true }).click()
    await this.page.getByRole('button', { name: '保存为模板' }).click()
    await this.page.getByRole('link', { name: new RegExp(`^${name}`) }).waitFor()
  }
}
