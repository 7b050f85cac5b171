import { expect, type Page } from '@playwright/test'

/** 新建授权 as a person works with it. */
export class GrantComposerPage {
  readonly page: Page
  readonly slip
  readonly dramas
  readonly licensees
  readonly reason
  readonly expiry
  readonly submit
  readonly dialog
  readonly matrix

  constructor(page: Page) {
    this.page = page
    this.slip = page.getByRole('complementary', { name: '变更单' })
    this.dramas = page.getByRole('region', { name: '剧目', exact: true }).first()
    this.licensees = page.getByRole('region', { name: '被授权方', exact: true })
    this.reason = page.getByLabel('原因或工单号')
    this.expiry = page.getByLabel('到期时间')
    this.submit = this.slip.getByRole('button', { name: /^提交并核实/ })
    this.dialog = page.getByRole('dialog')
    this.matrix = page.getByRole('grid', { name: '每部剧目在每个小程序会发生什么' })
  }

  async open(): Promise<void> {
    await this.page.goto('/grants/new')
    await expect(this.licensees.getByRole('table')).toBeVisible({ timeout: 30_000 })
  }

  /** Opens the dialog and types; the caller looks at what was made of it. */
  async paste(text: string): Promise<void> {
    await this.page.getByRole('button', { name: '粘贴 ID' }).click()
    await this.dialog.getByRole('textbox', { name: '剧目 ID' }).fill(text)
  }

  async pickDramas(dramaIds: readonly string[]): Promise<void> {
    await this.paste(dramaIds.join('\n'))
    await this.dialog.getByRole('button', { name: `加入 ${dramaIds.length} 部` }).click()
    await expect(this.dialog).toBeHidden()
  }

  async pickLicensee(appid: string): Promise<void> {
    await this.page.getByLabel('查找小程序').fill(appid)
    const rows = this.licensees.getByRole('row')
    // Its head and the one: a row still on its way up is not where it was pointed at.
    await expect(rows).toHaveCount(2)
    const box = rows.filter({ hasText: appid }).getByRole('checkbox')
    await box.click()
    await expect(box).toBeChecked()
  }

  async fill(choice: { dramaIds: readonly string[]; appids: readonly string[]; reason: string }): Promise<void> {
    await this.pickDramas(choice.dramaIds)
    for (const appid of choice.appids) await this.pickLicensee(appid)
    await this.reason.fill(choice.reason)
  }

  async planned(cells: number): Promise<void> {
    await expect(this.submit).toHaveText(new RegExp(`^提交并核实 ${cells} 格`))
    await expect(this.submit).toBeEnabled()
  }

  async pasteAppids(text: string): Promise<void> {
    await this.page.getByRole('button', { name: '粘贴 AppID' }).click()
    await this.dialog.getByRole('textbox', { name: 'AppID' }).fill(text)
  }

  /** Waits until what is on screen is on the server, and gives its address. */
  async saved(): Promise<string> {
    await expect(this.page).toHaveURL(/\?slip=/)
    await expect(this.page.getByText(/^已自动保存/)).toBeVisible()
    return this.page.url()
  }

  /** How many cells of a kind the slip counts. */
  count(kind: 'new' | 'extend' | 'shorten' | 'same' | 'blocked' | 'removed') {
    return this.slip.locator(`[data-plan="${kind}"] b`)
  }
}
