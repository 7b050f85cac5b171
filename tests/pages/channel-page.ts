import { expect, type Locator, type Page } from '@playwright/test'

/** One door of the form: its switch, its nine ways, its fields. */
export class DoorPart {
  readonly root: Locator
  readonly enabled
  readonly alert

  constructor(page: Page, name: '主要条件' | '次要条件') {
    this.root = page.getByRole('region', { name, exact: true })
    this.enabled = this.root.getByRole('switch', { name: '开启' })
    this.alert = this.root.getByRole('alert')
  }

  way = (type: string): Locator => this.root.getByRole('radio', { name: new RegExp(`^${type}`) })
  text = (label: string): Locator => this.root.getByRole('textbox', { name: label, exact: true })
  secret = (label: string): Locator =>
    this.root.locator('input[type=password]').and(this.root.getByLabel(label, { exact: true }))
  option = (label: string): Locator => this.root.getByRole('radio', { name: label, exact: true })
  flag = (label: string): Locator => this.root.getByRole('switch', { name: label })
}

/** 观看条件 of one channel as a person works with it. */
export class ChannelPage {
  readonly page: Page
  readonly primary
  readonly secondary
  readonly bar
  readonly reason
  readonly save
  readonly saveDefault
  readonly dialog

  constructor(page: Page) {
    this.page = page
    this.primary = new DoorPart(page, '主要条件')
    this.secondary = new DoorPart(page, '次要条件')
    this.bar = page.getByRole('region', { name: '将要改动' })
    this.reason = this.bar.getByRole('textbox', { name: '原因或工单号' })
    this.save = this.bar.getByRole('button', { name: /^保存并核实/ })
    this.saveDefault = this.bar.getByRole('button', { name: /^保存账号默认并核实/ })
    this.dialog = page.getByRole('dialog')
  }

  /** Open, and alive: the form asks for its live checks as soon as it can be typed into. */
  async open(channelId: string, connectionId?: string): Promise<void> {
    const checked = this.page.waitForResponse((response) =>
      response.url().includes(`/api/channels/${channelId}/checks`),
    )
    await this.page.goto(`/channels/${channelId}${connectionId ? `?connection=${connectionId}` : ''}`)
    await checked
    await expect(this.primary.root.getByRole('heading', { name: '主要条件' })).toBeVisible()
  }

  async openDefault(connectionId: string): Promise<void> {
    const checked = this.page.waitForResponse((response) => response.url().includes('/api/channels/default/checks'))
    await this.page.goto(`/channels/default?connection=${connectionId}`)
    await checked
  }

  async submit(reason = '工单 5521'): Promise<void> {
    await this.reason.fill(reason)
    await this.save.click()
  }

  /** On the receipt, with its verdict. */
  async verdict(words: RegExp): Promise<void> {
    await expect(this.page).toHaveURL(/\/operations\/R-\d+/, { timeout: 30_000 })
    await expect(this.page.getByRole('heading', { name: words }).first()).toBeVisible({ timeout: 30_000 })
  }
}
