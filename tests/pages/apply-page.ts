import { expect, type Locator, type Page } from '@playwright/test'

/** 应用到多个频道 as a person works with it. */
export class ApplyPage {
  readonly page: Page
  readonly slip: Locator
  readonly reason: Locator
  readonly editor: Locator

  constructor(page: Page) {
    this.page = page
    this.slip = page.getByRole('complementary', { name: '变更单' })
    this.reason = this.slip.getByRole('textbox', { name: '原因或工单号' })
    this.editor = page.getByRole('region', { name: '改动', exact: true })
  }

  /** Begins with pasted numbers. */
  async begin(channelIds: readonly string[]): Promise<void> {
    await this.page.goto('/channels/apply')
    await this.page.getByRole('button', { name: '粘贴频道号' }).click()
    const dialog = this.page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: '频道号' }).fill(channelIds.join('\n'))
    await dialog.getByRole('button', { name: `用这 ${channelIds.length} 个频道` }).click()
    await expect(this.editor).toBeVisible()
  }

  door = (name: '主要条件' | '次要条件'): Locator => this.editor.getByRole('region', { name, exact: true })

  async setDoor(name: '主要条件' | '次要条件', way: string): Promise<Locator> {
    const door = this.door(name)
    await door.getByRole('radio', { name: '设为' }).click()
    await door.getByRole('radio', { name: new RegExp(`^${way}`) }).check({ force: true })
    return door
  }

  line = (channelId: string): Locator => this.page.locator(`[data-channel="${channelId}"]`)

  async plan(): Promise<void> {
    await this.slip.getByRole('button', { name: /^试算 \d+ 个频道/ }).click()
    await expect(this.page.getByRole('region', { name: '逐频道试算' })).toBeVisible({ timeout: 30_000 })
  }

  async submit(count: number, reason: string): Promise<void> {
    await this.reason.fill(reason)
    await this.slip.getByRole('button', { name: `提交并核实 ${count} 个频道` }).click()
  }

  async verdict(words: RegExp): Promise<void> {
    await expect(this.page).toHaveURL(/\/operations\/R-\d+/, { timeout: 30_000 })
    await expect(this.page.getByRole('heading', { name: words }).first()).toBeVisible({ timeout: 40_000 })
  }
}
