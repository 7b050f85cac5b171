import type { Page } from '@playwright/test'

/** 播放诊断 as a person works with it. */
export class DiagnosePage {
  readonly page: Page
  readonly licensee
  readonly drama
  readonly submit
  readonly checks
  readonly headline
  readonly answer

  constructor(page: Page) {
    this.page = page
    this.licensee = page.getByRole('combobox', { name: '小程序' })
    this.drama = page.getByRole('combobox', { name: '剧目' })
    this.submit = page.getByRole('button', { name: '开始诊断' })
    this.checks = page.getByRole('list', { name: '八项检查' }).getByRole('listitem')
    this.headline = page.getByRole('heading', { level: 2 }).first()
    this.answer = page.getByRole('region', { name: '可转发的答复' })
  }

  async open(subject?: { appid: string; dramaId: string }): Promise<void> {
    await this.page.goto(subject ? `/diagnose?appid=${subject.appid}&drama=${subject.dramaId}` : '/diagnose')
    if (subject) await this.answer.waitFor()
  }

  check = (name: string) => this.checks.filter({ hasText: name })
}
