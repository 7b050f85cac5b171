import { AxeBuilder } from '@axe-core/playwright'
import { demo, SignInPage, signInAs } from '@/tests/pages/sign-in-page'
import { expect, test } from './test'

test('a wrong password is refused, the right one leads back to where one was going', async ({ page }) => {
  await page.goto('/settings/account?from=link')
  await expect(page).toHaveURL(/\/sign-in\?callbackUrl=/)
  const form = new SignInPage(page)
  await form.fill(demo.support, 'certainly not this')
  await expect(page.getByText('邮箱或密码不对')).toBeVisible()
  await expect(form.email).toHaveValue(demo.support)
  await form.fill(demo.support, demo.password)
  await expect(page).toHaveURL(/\/settings\/account\?from=link$/)
  await expect(page.getByRole('heading', { name: '我的账号' })).toBeVisible()
})

for (const target of [
  '//evil.example',
  'https://evil.example/',
  '/\\evil.example',
  'javascript:alert(1)',
  '/%09/evil.example',
]) {
  test(`never leads to ${target}`, async ({ page, baseURL }) => {
    await page.goto(`/sign-in?callbackUrl=${encodeURIComponent(target)}`)
    await new SignInPage(page).fill(demo.support, demo.password)
    await expect(page).not.toHaveURL(/sign-in/)
    expect(new URL(page.url()).origin).toBe(new URL(baseURL ?? '').origin)
  })
}

test('too many tries are told how long to wait', async ({ page }) => {
  await page.goto('/sign-in')
  const form = new SignInPage(page)
  const nobody = `nobody-${Date.now()}@demo.local`
  for (let count = 0; count < 5; count += 1) {
    const answer = page.waitForResponse('**/api/auth/sign-in/email')
    await form.fill(nobody, 'guess guess guess')
    expect((await answer).status()).toBe(401)
    await expect(form.submit).toBeEnabled()
  }
  const answer = page.waitForResponse('**/api/auth/sign-in/email')
  await form.fill(nobody, 'guess guess guess')
  expect((await answer).status()).toBe(429)
  expect(Number((await answer).headers()['retry-after'])).toBeGreaterThan(0)
  await expect(page.getByText(/尝试太多，请等/)).toBeVisible()
})

test('missing fields are named without asking the server', async ({ page }) => {
  await page.goto('/sign-in')
  let asked = 0
  page.on('request', (request) => {
    if (request.method() === 'POST') asked += 1
  })
  await new SignInPage(page).submit.click()
  await expect(page.getByText('必填')).toHaveCount(2)
  expect(asked).toBe(0)
})

test('the language can be changed before anybody is known', async ({ page }) => {
  await page.goto('/sign-in')
  await page.getByText('English', { exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
})

test('signing out ends the session for good', async ({ page, context, baseURL }) => {
  await signInAs(context, baseURL ?? '', 'support')
  const cookies = await context.cookies()
  await page.goto('/settings/account')
  await page.getByRole('button', { name: /客服丙 的账号/ }).click()
  await page.getByRole('button', { name: '退出登录' }).click()
  await expect(page).toHaveURL(/\/sign-in$/)
  await context.addCookies(cookies)
  await page.goto('/settings/account')
  await expect(page).toHaveURL(/\/sign-in/)
})

for (const theme of ['light', 'dark']) {
  test(`sign-in has no accessibility violations (${theme})`, async ({ page, context, baseURL }) => {
    await context.addCookies([{ name: 'theme', value: theme, url: baseURL ?? '' }])
    await page.goto('/sign-in')
    await expect(page.getByRole('heading', { name: '登录' })).toBeVisible()
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
  })
}
