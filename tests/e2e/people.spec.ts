import { AxeBuilder } from '@axe-core/playwright'
import { PeoplePage } from '@/tests/pages/people-page'
import { SignInPage, signInAs } from '@/tests/pages/sign-in-page'
import { expect, test } from './test'

const password = 'a new and long password'
const isAccountPage = (url: URL) => url.pathname === '/settings/account'
const freshEmail = () => `person-${crypto.randomUUID().slice(0, 8)}@demo.local`

test('a person joins by link, gets another role, is disabled and comes back', async ({
  page,
  context,
  browser,
  baseURL,
}) => {
  test.setTimeout(180_000)
  await signInAs(context, baseURL ?? '', 'admin')
  await page.goto('/settings/people')
  const people = new PeoplePage(page)
  const email = freshEmail()
  const link = await people.invite('运营辛', email, '经理')
  await expect(people.row(email)).toContainText('待加入')

  const theirs = await browser.newContext({ ...(baseURL ? { baseURL } : {}), locale: 'zh-CN' })
  const their = await theirs.newPage()
  await their.goto(link)
  await their.getByLabel('密码').fill('short')
  await their.getByRole('button', { name: '设好密码并加入' }).click()
  await expect(their.getByText('至少 12 个字符')).toBeVisible()
  await their.getByLabel('密码').fill(password)
  await their.getByRole('button', { name: '设好密码并加入' }).click()
  await their.getByRole('link', { name: '去登录' }).click()
  await new SignInPage(their).fill(email, password)
  await expect(their).not.toHaveURL(/sign-in/)

  await their.goto(link)
  await expect(their.getByRole('heading', { name: '这个链接用不了' })).toBeVisible()

  await their.goto('/settings/account')
  await page.reload()
  await expect(people.row(email)).toContainText('可登录')
  await people.choose(email, '改角色')
  await people.dialog.getByRole('radio', { name: /^客服/ }).click()
  await people.dialog.getByRole('button', { name: '改为客服' }).click()
  await expect(people.row(email)).toContainText('客服')
  await their.reload()
  await expect(their).toHaveURL(/\/sign-in/)

  await new SignInPage(their).fill(email, password)
  await expect(their).toHaveURL(isAccountPage)
  await people.choose(email, '停用')
  await people.dialog.getByRole('button', { name: '停用 运营辛' }).click()
  await expect(people.row(email)).toContainText('已停用')
  await their.reload()
  await expect(their).toHaveURL(/\/sign-in/)
  await new SignInPage(their).fill(email, password)
  await expect(their.getByText('邮箱或密码不对')).toBeVisible()

  await people.choose(email, '恢复')
  await people.dialog.getByRole('button', { name: '恢复 运营辛' }).click()
  await expect(people.row(email)).toContainText('可登录')
  await new SignInPage(their).fill(email, password)
  await expect(their).not.toHaveURL(/sign-in/)
  await theirs.close()
})

test('an address that is taken is said at its field, and nothing typed is lost', async ({ page, context, baseURL }) => {
  await signInAs(context, baseURL ?? '', 'admin')
  await page.goto('/settings/people')
  const people = new PeoplePage(page)
  await people.add.click()
  await people.dialog.getByLabel('姓名').fill('又一位')
  await people.dialog.getByLabel('邮箱').fill('ADMIN@demo.local')
  await people.dialog.getByRole('button', { name: '添加并生成链接' }).click()
  await expect(people.dialog.getByText('这个邮箱已经有人用了')).toBeVisible()
  await expect(people.dialog.getByLabel('姓名')).toHaveValue('又一位')
})

test('nobody can demote or disable themselves', async ({ page, context, baseURL }) => {
  await signInAs(context, baseURL ?? '', 'admin')
  await page.goto('/settings/people')
  await new PeoplePage(page)
    .row('admin@demo.local')
    .getByRole('button', { name: /的操作$/ })
    .click()
  for (const item of ['改角色', '停用']) {
    await expect(page.getByRole('menuitem', { name: item })).toHaveAttribute('aria-disabled', 'true')
  }
})

for (const role of ['manager', 'support'] as const) {
  test(`${role} sees people and changes nobody`, async ({ page, context, baseURL }) => {
    await signInAs(context, baseURL ?? '', role)
    await page.goto('/settings/people')
    await expect(page.getByText('只有管理员能改动人员')).toBeVisible()
    await expect(new PeoplePage(page).add).toHaveCount(0)
    await expect(page.getByRole('button', { name: /的操作$/ })).toHaveCount(0)
  })
}

test('one’s own password and other sessions', async ({ page, context, browser, baseURL }) => {
  test.setTimeout(180_000)
  await signInAs(context, baseURL ?? '', 'admin')
  await page.goto('/settings/people')
  const email = freshEmail()
  const link = await new PeoplePage(page).invite('客服壬', email, '客服')
  const newContext = () => browser.newContext({ ...(baseURL ? { baseURL } : {}), locale: 'zh-CN' })
  const [first, second] = [await newContext(), await newContext()]
  const desk = await first.newPage()
  await desk.goto(link)
  await desk.getByLabel('密码').fill(password)
  await desk.getByRole('button', { name: '设好密码并加入' }).click()
  await desk.getByRole('link', { name: '去登录' }).click()
  await new SignInPage(desk).fill(email, password)
  await expect(desk).not.toHaveURL(/sign-in/)
  const elsewhere = await second.newPage()
  await elsewhere.goto('/sign-in?callbackUrl=/settings/account')
  await new SignInPage(elsewhere).fill(email, password)
  await expect(elsewhere).toHaveURL(isAccountPage)

  await desk.goto('/settings/account')
  const sessions = desk.getByRole('region', { name: '登录中的设备列表' })
  await expect(sessions.getByRole('row')).toHaveCount(3)
  await sessions.getByRole('button', { name: /^结束 / }).click()
  await expect(sessions.getByRole('row')).toHaveCount(2)
  await elsewhere.reload()
  await expect(elsewhere).toHaveURL(/\/sign-in/)

  await desk.getByLabel('当前密码').fill('not the current one')
  await desk.getByLabel('新密码').fill('yet another password')
  await desk.getByRole('button', { name: '改密码' }).click()
  await expect(desk.getByText('当前密码不对')).toBeVisible()
  await desk.getByLabel('当前密码').fill(password)
  await desk.getByRole('button', { name: '改密码' }).click()
  await expect(desk.getByText('密码已改')).toBeVisible()
  await new SignInPage(elsewhere).fill(email, 'yet another password')
  await expect(elsewhere).toHaveURL(isAccountPage)
  await Promise.all([first.close(), second.close()])
})

for (const theme of ['light', 'dark']) {
  test(`people and account have no accessibility violations (${theme})`, async ({ page, context, baseURL }) => {
    await context.addCookies([{ name: 'theme', value: theme, url: baseURL ?? '' }])
    await signInAs(context, baseURL ?? '', 'admin')
    for (const path of ['/settings/people', '/settings/account']) {
      await page.goto(path)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      expect((await new AxeBuilder({ page }).analyze()).violations, path).toEqual([])
    }
  })
}
