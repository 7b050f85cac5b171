import type { Page } from '@playwright/test'

/** 剧目 and one drama, as a person works with them. */
export class DramasPage {
  readonly page: Page
  readonly search
  readonly table
  readonly rows
  readonly status

  constructor(page: Page) {
    this.page = page
    this.search = page.getByRole('searchbox', { name: /按名称、拼音首字母/ })
    this.table = page.getByRole('table')
    this.rows = this.table.locator('tbody tr').filter({ has: page.locator('a.row-link') })
    this.status = page.getByRole('status').filter({ hasText: /已显示/ })
  }

  async open(query = ''): Promise<void> {
    await this.page.goto(`/dramas${query}`)
    await this.page.getByRole('heading', { level: 1, name: '剧目' }).waitFor()
  }

  row = (text: string) => this.rows.filter({ hasText: text })
  filter = (label: string, choice: string) =>
    this.page.getByRole('navigation', { name: label, exact: true }).getByRole('link', { name: choice, exact: true })
}
