import type { Page } from '@playwright/test'

export class ConnectionsPage {
  readonly page: Page
  readonly add
  readonly dialog
  readonly form

  constructor(page: Page) {
    this.page = page
    this.add = page.getByRole('link', { name: '添加账号' })
    this.dialog = page.getByRole('dialog')
    this.form = {
      name: page.getByLabel('名称'),
      accountId: page.getByLabel(/^(AppID|应用 ID)/),
      userId: page.getByLabel('用户 ID'),
      secret: page.getByLabel('AppSecret'),
      rate: page.getByLabel('每秒调用上限'),
      submit: page.getByRole('button', { name: /^(添加账号|保存改动)$/ }),
    }
  }

  async open(): Promise<void> {
    await this.page.goto('/settings/connections')
  }

  account(name: string) {
    const section = this.page.getByRole('region', { name, exact: true })
    return {
      section,
      test: section.getByRole('button', { name: '测试连接' }),
      edit: section.getByRole('link', { name: '编辑' }),
      disable: section.getByRole('button', { name: '停用' }),
      report: section.getByRole('status'),
      fingerprint: section.getByTitle('指纹'),
    }
  }
}

/** Keeps the text of everything the server sends to this page: documents, Flight, answers of actions, scripts. */
export function keepResponses(page: Page): () => Promise<string> {
  const bodies: Promise<string>[] = []
  page.on('response', (response) => {
    bodies.push(response.text().catch(() => ''))
  })
  return async () => (await Promise.all(bodies)).join('\n')
}
