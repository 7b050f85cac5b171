import { randomBytes } from 'node:crypto'
import { AxeBuilder } from '@axe-core/playwright'
import { ConnectionsPage, keepResponses } from '@/tests/pages/connections-page'
import { signInAs } from '@/tests/pages/sign-in-page'
import { expect, test } from './test'

const freshAppid = () => `wx${randomBytes(8).toString('hex')}`
const freshSecret = (word: string) => `${word}${randomBytes(10).toString('hex')}`

test('an account is added, tried, given another secret and taken out of use; no secret ever comes back', async ({
  page,
  context,
  baseURL,
}) => {
  await signInAs(context, baseURL ?? '', 'admin')
  const sent = keepResponses(page)
  const connections = new ConnectionsPage(page)
  const name = `第二剧场 ${randomBytes(3).toString('hex')}`
  const [first, second] = [freshSecret('canaryone'), freshSecret('canarytwo')]
  await connections.open()
  await connections.add.click()
  await connections.form.name.fill(name)
  await connections.form.accountId.fill(freshAppid())
  await connections.form.secret.fill(first)
  await connections.form.submit.click()
  const account = connections.account(name)
  await expect(account.section).toContainText('由管理员填写')
  await expect(account.section).toContainText('还没有调用过')

  await account.test.click()
  await expect(account.report).toContainText('上游拒绝')
  await expect(account.report).toContainText('AppID 有误')
  await expect(account.section).toContainText('上游不认这个账号')

  const fingerprint = (await account.fingerprint.textContent()) ?? ''
  await account.edit.click()
  await expect(page.getByText('作用于').locator('..')).toContainText(name)
  await expect(connections.form.secret).toHaveValue('')
  await connections.form.secret.fill(second)
  await connections.form.submit.click()
  await expect(account.fingerprint).not.toHaveText(fingerprint)

  await account.disable.click()
  await connections.dialog.getByRole('button', { name: '停用' }).click()
  await expect(connections.dialog.getByText('必填')).toBeVisible()
  await connections.dialog.getByLabel('理由').fill('合同 HT-2026-031 到期')
  await connections.dialog.getByRole('button', { name: '停用' }).click()
  await expect(account.section).toContainText('已停用')

  await page.goto('/audit')
  const everything = (await sent()) + (await page.content())
  expect(everything).not.toContain(first)
  expect(everything).not.toContain(second)
})

test('the sandbox accounts answer, and only their names can be changed', async ({ page, context, baseURL }) => {
  await signInAs(context, baseURL ?? '', 'admin')
  const connections = new ConnectionsPage(page)
  await connections.open()
  for (const name of ['汀洲剧场', '汀洲直播']) {
    const account = connections.account(name)
    await account.test.click()
    await expect(account.report).toContainText('可用')
    await expect(account.report).toContainText('时钟差')
    await expect(account.section).toContainText('由沙箱提供')
  }
  await connections.account('汀洲直播').edit.click()
  await expect(page.getByText('其余由沙箱提供')).toBeVisible()
  await expect(connections.form.name).toHaveValue('汀洲直播')
  await expect(connections.form.secret).toHaveCount(0)
  await expect(connections.form.submit).toBeDisabled()
})

test('every wrong value is said at its field, and nothing typed is lost', async ({ page, context, baseURL }) => {
  await signInAs(context, baseURL ?? '', 'admin')
  const { form } = new ConnectionsPage(page)
  await page.goto('/settings/connections/new')
  await page.getByRole('button', { name: '保利威' }).click()
  await form.name.fill('直播二号')
  await form.accountId.fill('has space')
  await form.userId.fill('a-b')
  await form.secret.fill('short')
  await form.rate.fill('9999')
  await form.submit.click()
  const summary = page.getByRole('alert').filter({ hasText: '有 4 处需要修改' })
  await expect(summary).toContainText('还没有发送任何请求')
  for (const field of [form.accountId, form.userId, form.secret, form.rate])
    await expect(field).toHaveAttribute('aria-invalid', 'true')
  await page.getByRole('button', { name: '微信小程序' }).click()
  await page.getByRole('button', { name: '保利威' }).click()
  await expect(form.name).toHaveValue('直播二号')
  await expect(form.userId).toHaveValue('a-b')
  await expect(page.getByRole('radio', { name: /正式接口/ })).toBeVisible()
  await expect(page.getByRole('textbox', { name: /地址/ })).toHaveCount(0)
})

for (const role of ['manager', 'support'] as const) {
  test(`${role} sees how accounts are doing and changes none`, async ({ page, context, baseURL }) => {
    await signInAs(context, baseURL ?? '', role)
    const connections = new ConnectionsPage(page)
    await connections.open()
    const account = connections.account('汀洲剧场')
    await expect(account.section).toContainText('已设置')
    await expect(page.getByText('只有管理员能改动连接')).toBeVisible()
    for (const control of [connections.add, account.test, account.edit, account.disable])
      await expect(control).toHaveCount(0)
    expect((await page.goto('/settings/connections/new'))?.status()).toBe(403)
  })
}

for (const theme of ['light', 'dark'] as const) {
  test(`today and connections have nothing for axe to report, ${theme}`, async ({ page, context, baseURL }) => {
    await context.addCookies([{ name: 'theme', value: theme, url: baseURL ?? '' }])
    await signInAs(context, baseURL ?? '', 'admin')
    for (const path of ['/', '/settings/connections', '/settings/connections/new']) {
      await page.goto(path)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      await expect(page.getByRole('main').getByText('正在读取')).toHaveCount(0)
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(violations, path).toEqual([])
    }
  })
}

test('today opens on what needs a person, expiry, connections and the latest actions', async ({
  page,
  context,
  baseURL,
}) => {
  await signInAs(context, baseURL ?? '', 'support')
  await page.goto('/')
  for (const name of ['播放诊断', '需要处理', '快到期的授权', '今晚直播', '连接', '最近动作'])
    await expect(page.getByRole('region', { name, exact: true })).toBeVisible()
  const latest = page.getByRole('region', { name: '最近动作' })
  await expect(latest).not.toContainText('登录')
  await latest.getByRole('listitem').first().getByRole('link').first().click()
  await expect(page).toHaveURL(/\/(audit|operations)\//)
})
