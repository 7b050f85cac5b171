import type { Page } from '@playwright/test'

/** The dock of open slips, on whatever page it stands. */
export class DockPage {
  readonly page: Page
  readonly dock
  readonly tab
  readonly collapse
  readonly current

  constructor(page: Page) {
    this.page = page
    this.dock = page.getByRole('complementary', { name: '未提交的变更单' })
    this.tab = this.dock.getByRole('button', { name: /^变更单 ?\d+ ?张未提交$/ })
    this.collapse = this.dock.getByRole('button', { name: '收起变更单' })
    this.current = this.dock.getByRole('region', { name: /^当前变更单 S-\d+$/ })
  }

  /** Ticks the first rows of the list that may be ticked. */
  async tick(count: number): Promise<void> {
    const boxes = this.page.locator('main tbody').getByRole('checkbox', { disabled: false })
    for (let index = 0; index < count; index += 1) await boxes.nth(index).click()
  }

  add = (name: string | RegExp) => this.page.getByRole('main').getByRole('button', { name }).click()
  said = (text: RegExp) => this.page.getByRole('status').filter({ hasText: text })
  /** The three figures of the equation, as they are read. */
  figures = () => this.current.locator('dl').first().locator('dd')
}
