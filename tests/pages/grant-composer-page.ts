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

  constructor(page: Page) {
    this.page = page
    this.slip = page.getByRole('complementary', { name: '变更单' })
    this.dramas = page.getByRole('region', { name: '剧目', exact: true }).first()
    this.licensees = page.getByRole('region', { name: '被授权方', exact: true })
    this.reason = page.getByLabel('原因或工单号')
    this.expiry = page.getByLabel('到期时间')
    this.submit = this.slip.getByRole('button', { name: /^提交并核实/ })
    this.dialog = page.getByRole('dialog')
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
    await this.licensees.getByRole('row').filter({ hasText: appid }).getByRole('checkbox').click()
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
}
