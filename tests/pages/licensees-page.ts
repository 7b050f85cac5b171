import type { Page } from '@playwright/test'

export type UploadedFile = { name: string; mimeType: string; buffer: Buffer }

export class LicenseesPage {
  readonly page: Page
  readonly add
  readonly dialog
  readonly search
  readonly rows
  readonly grid
  readonly file

  constructor(page: Page) {
    this.page = page
    this.add = page.getByRole('button', { name: '添加', exact: true })
    this.dialog = page.getByRole('dialog')
    this.search = page.getByRole('searchbox', { name: /拼音首字母/ })
    this.rows = page.getByRole('region', { name: '被授权方' }).locator('tbody').getByRole('row')
    this.grid = page.getByRole('region', { name: '文件中的各行' })
    this.file = page.getByLabel('选择文件', { exact: true })
  }

  async find(text: string): Promise<void> {
    await this.search.fill(text)
    await this.page.getByRole('button', { name: '查找', exact: true }).click()
  }

  field(name: string) {
    return this.dialog.getByLabel(name)
  }

  async choose(file: UploadedFile): Promise<void> {
    await this.page.locator('input[type=file]').setInputFiles(file)
  }

  cell(field: string, line: number) {
    return this.grid.getByLabel(new RegExp(`^第 ${line} 行的${field}`))
  }
}

/** An AppID nobody has. */
export const freshAppid = (): string => `wx${crypto.randomUUID().replaceAll('-', '').slice(0, 16)}`
