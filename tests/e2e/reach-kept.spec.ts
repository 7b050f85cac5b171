import { ChannelPage } from '@/tests/pages/channel-page'
import { GrantComposerPage } from '@/tests/pages/grant-composer-page'
import { signInAs } from '@/tests/pages/sign-in-page'
import { chooseFree } from './grant-choice'
import { makeChannels, paid } from './own-channels'
import { expect, test } from './test'

test.beforeEach(async ({ context, baseURL }) => {
  await signInAs(context, baseURL ?? '', 'manager')
})

test('another language keeps what is typed, the open slip and the query', async ({ page }) => {
  const choose = async (name: 'English' | '中文') => {
    await page
      .getByRole('button', { name: /的账号$|account/i })
      .first()
      .click()
    await page.getByRole('button', { name, exact: true }).click()
    await expect(page.locator('html')).toHaveAttribute('lang', name === 'English' ? 'en' : 'zh-CN')
    await page.keyboard.press('Escape')
  }
  const [channelId = ''] = await makeChannels(7_350_000, [{ name: '双语 会员场', ranks: [paid(9.9)] }])
  const channel = new ChannelPage(page)
  await channel.open(channelId)
  await channel.primary.text('价格').fill('31.5')
  await channel.reason.fill('工单 7320')
  await choose('English')
  await expect(page.getByRole('textbox', { name: 'Price', exact: true })).toHaveValue('31.5')
  await expect(page.getByRole('textbox', { name: /Reason/ })).toHaveValue('工单 7320')
  await choose('中文')
  await expect(channel.primary.text('价格')).toHaveValue('31.5')
  await channel.page
    .getByRole('button', { name: /^(放弃|撤回|还原)/ })
    .first()
    .click()

  const choice = await chooseFree(1, [13])
  const composer = new GrantComposerPage(page)
  await composer.open()
  await composer.fill({ ...choice, reason: '合同 132' })
  const address = await composer.saved()
  await choose('English')
  await expect(page).toHaveURL(address)
  await expect(page.getByLabel(/^Reason/)).toHaveValue('合同 132')
  await choose('中文')

  await page.goto('/audit?q=outcome%3Afailed')
  await choose('English')
  await expect(page).toHaveURL(/q=outcome%3Afailed/)
  await expect(page.getByRole('heading', { name: 'Audit', level: 1 })).toBeVisible()
})

test('offline, and after the session has ended, nothing typed is lost and it can be sent afterwards', async ({
  page,
  context,
}) => {
  const [channelId = ''] = await makeChannels(7_360_000, [{ name: '断网 会员场', ranks: [paid(9.9)] }])
  const channel = new ChannelPage(page)
  await channel.open(channelId)
  await channel.primary.text('价格').fill('33')
  await channel.reason.fill('工单 7330')
  await context.setOffline(true)
  const line = page.getByRole('status').filter({ hasText: '断网了。' })
  await expect(line).toBeVisible()
  await channel.save.click()
  await expect(page.getByRole('main').getByText('断网了，这次没有送出')).toBeVisible()
  await page.getByRole('link', { name: '剧目', exact: true }).first().click()
  await expect(line).toContainText('现在打不开别的页面')
  await expect(page).toHaveURL(new RegExp(channelId))
  await context.setOffline(false)
  await expect(line).toHaveCount(0)

  const cookies = await context.cookies()
  await context.clearCookies({ name: /session/ })
  expect((await context.cookies()).length).toBeLessThan(cookies.length)
  await channel.save.click()
  await page.getByRole('button', { name: '重新登录' }).click()
  await page.getByRole('dialog').getByLabel('密码').fill('countersign-demo')
  await page.getByRole('dialog').getByRole('button', { name: '重新登录' }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(channel.primary.text('价格')).toHaveValue('33')
  await channel.save.click()
  await channel.verdict(/已核实/)
})

test('unsaved work is asked about on every way out', async ({ page }) => {
  await page.goto('/settings/account')
  await page.getByLabel('当前密码').fill('half typed')
  await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '剧目' }).click()
  const asked = page.getByRole('dialog', { name: '离开会丢掉未保存的改动' })
  await asked.getByRole('button', { name: '留在此页' }).click()
  await expect(page.getByLabel('当前密码')).toHaveValue('half typed')
  await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '剧目' }).click()
  await asked.getByRole('button', { name: '放弃改动并离开' }).click()
  await expect(page).toHaveURL(/\/dramas/)
})
