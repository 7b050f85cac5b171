import { expect, type Page } from '@playwright/test'

/** 审计 as a person searches it. */
export class AuditPage {
  readonly page: Page
  readonly search
  readonly rows
  readonly chips
  readonly sum
  readonly facets

  constructor(page: Page) {
    this.page = page
    this.search = page.getByRole('main').getByRole('combobox', { name: '搜索' })
    this.rows = page.getByRole('region', { name: '审计事件' }).locator('.ev')
    this.chips = page.getByRole('link', { name: /^去掉条件/ })
    this.sum = page.locator('.overview-sum b')
    this.facets = page.getByRole('complementary', { name: '筛选' })
  }

  async open(query = ''): Promise<void> {
    await this.page.goto(`/audit${query ? `?q=${encodeURIComponent(query)}` : ''}`)
    await expect(this.page.getByRole('heading', { level: 1, name: '审计' })).toBeVisible()
  }

  /** Adds to the query what is typed. */
  async find(text: string): Promise<void> {
    await this.search.fill(text)
    await this.search.press('Escape')
    await this.search.press('Enter')
    await expect(this.chips.filter({ hasText: text })).toBeVisible()
  }

  /** The query as the address has it. */
  query(): string {
    return new URL(this.page.url()).searchParams.get('q') ?? ''
  }
}
