import type { APIRequestContext, BrowserContext, Page } from '@playwright/test'

export const demo = {
  admin: 'admin@demo.local',
  manager: 'manager@demo.local',
  support: 'support@demo.local',
  password: 'countersign-demo',
} as const

export class SignInPage {
  readonly page: Page
  readonly email
  readonly password
  readonly submit

  constructor(page: Page) {
    this.page = page
    this.email = page.getByLabel('邮箱')
    this.password = page.getByLabel('密码', { exact: true })
    this.submit = page.getByRole('button', { name: '登录', exact: true })
  }

  async fill(email: string, password: string): Promise<void> {
    await this.email.fill(email)
    await this.password.fill(password)
    await this.submit.click()
  }
}

/** Signs a browser context or a request context in without going through the page. */
export async function signInAs(
  context: BrowserContext | APIRequestContext,
  baseURL: string,
  role: 'admin' | 'manager' | 'support',
): Promise<void> {
  const request = 'request' in context ? context.request : context
  const response = await request.post(`${baseURL}/api/auth/sign-in/email`, {
    headers: { origin: new URL(baseURL).origin },
    data: { email: demo[role], password: demo.password },
  })
  if (!response.ok()) throw new Error(`${role} could not sign in: ${response.status()} ${await response.text()}`)
}
