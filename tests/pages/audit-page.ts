import { expect, type Page } from '@playwright/test'

/** 审计 as a person searches it. */
export class AuditPage {
  readonly page: Page
  readonly search
  readonly rows
  readonly apply

  constructor(page: Page) {
    this.page = page
    this.search = page.getByRole('main').getByRole('searchbox', { name: '搜索' })
    this.rows = page.locator('.ev')
    this.apply = page.getByRole('button', { name: '筛选', exact: true })
  }

  async open(query = ''): Promise<void> {
    await this.page.goto(`/audit${query}`)
    await expect(this.page.getByRole('heading', { level: 1, name: '审计' })).toBeVisible()
  }

  async find(text: string): Promise<void> {
    await this.search.fill(text)
    await this.apply.click()
    await expect(this.page).toHaveURL(new RegExp(`q=${encodeURIComponent(text)}`))
  }

  async choose(label: string, option: string): Promise<void> {
    await this.page.getByLabel(label, { exact: true }).selectOption({ label: option })
  }
}
