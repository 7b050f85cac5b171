import { ChannelPage } from '@/tests/pages/channel-page'
import { GrantComposerPage } from '@/tests/pages/grant-composer-page'
import { press, tabTo, write } from '@/tests/pages/keyboard'
import { ReceiptPage } from '@/tests/pages/receipt-page'
import { signInAs } from '@/tests/pages/sign-in-page'
import { storedChannel } from './channel-choice'
import { chooseFree, control } from './grant-choice'
import { makeChannels, paid } from './own-channels'
import { expect, test } from './test'

test.beforeEach(async ({ context, baseURL }) => {
  await signInAs(context, baseURL ?? '', 'manager')
})

test('a grant goes from two pasted lists to its receipt without a pointer', async ({ page }) => {
  const choice = await chooseFree(2, [12])
  const composer = new GrantComposerPage(page)
  await composer.open()
  const paste = page.getByRole('button', { name: '粘贴 ID' })
  await press(page, paste)
  await expect(composer.dialog).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(composer.dialog).toBeHidden()
  await expect(paste).toBeFocused()
  await press(page, paste)
  await write(page, composer.dialog.getByRole('textbox', { name: '剧目 ID' }), choice.dramaIds.join('\n'))
  await expect(composer.dialog.getByRole('status')).toContainText('2')
  await press(page, composer.dialog.getByRole('button', { name: '加入 2 部' }))
  await expect(composer.dialog).toBeHidden()
  await press(page, page.getByRole('button', { name: '粘贴 AppID' }))
  await write(page, composer.dialog.getByRole('textbox', { name: 'AppID' }), choice.appids.join('\n'))
  await press(page, composer.dialog.getByRole('button', { name: '加入 1 个小程序' }))
  await press(page, page.getByRole('button', { name: '30 天' }))
  await write(page, composer.reason, '合同 131')
  await composer.planned(2)
  await press(page, composer.submit)
  await expect(new ReceiptPage(page).verdict).toContainText('已核实', { timeout: 60_000 })
})

test('a condition is switched, said aloud, mended, saved and read back without a pointer', async ({ page }) => {
  const [channelId = ''] = await makeChannels(7_340_000, [{ name: '键盘 会员场', ranks: [paid(9.9)] }])
  const channel = new ChannelPage(page)
  await channel.open(channelId)
  await tabTo(page, channel.primary.way('付费'))
  await page.keyboard.press('ArrowRight')
  await expect(
    channel.primary.root.getByRole('status').filter({ hasText: /^已切换到.+，(没有字段|\d+ 个字段)$/ }),
  ).toBeAttached()
  await page.keyboard.press('ArrowLeft')
  await write(page, channel.primary.text('价格'), '29.9')
  await press(page, channel.save)
  await expect(page.getByRole('alert').filter({ hasText: '有 1 处需要修改' })).toBeVisible()
  await expect(channel.reason).toBeFocused()
  await page.keyboard.insertText('工单 7310')
  await press(page, channel.save)
  await channel.verdict(/已核实/)
  expect((await storedChannel(channelId)).ranks[1]).toMatchObject({ authType: 'pay', price: 29.9 })
})

test('an event is found by the query and looked into without a pointer', async ({ page }) => {
  await page.goto('/audit')
  await page.waitForLoadState('networkidle')
  await page.keyboard.press('/')
  const query = page.locator('main').getByRole('combobox')
  await expect(query).toBeFocused()
  await page.keyboard.insertText('HT-2026-118')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/q=HT-2026-118/)
  await page.waitForLoadState('networkidle')
  await query.evaluate((element: HTMLElement) => element.blur())
  await page.keyboard.press('j')
  await page.keyboard.press('Space')
  const drawer = page.locator('.peek')
  await expect(drawer.getByRole('heading', { level: 2 })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(drawer).toBeHidden()
})

test('a grant is revoked without a pointer', async ({ page }) => {
  const { grants, appGrants } = await control.wechat()
  const covered = new Set(appGrants.map((grant) => grant.authorized_appid))
  const appid = grants.map((grant) => grant.authorized_appid).findLast((held) => !covered.has(held)) ?? ''
  await page.goto(`/grants?appid=${appid}`)
  const row = page.getByRole('region', { name: '授权列表' }).locator('tbody tr').first()
  await press(page, row.getByRole('checkbox'), 'Space')
  const bar = page.getByRole('region', { name: '已选授权' })
  await expect(bar).toContainText('已选 1 条')
  await press(page, bar.getByRole('link', { name: '撤销…' }))
  await expect(page.getByRole('heading', { name: '撤销授权' })).toBeVisible()
  await write(page, page.getByLabel('原因或工单号'), '合作到期')
  await press(page, page.getByRole('button', { name: '撤销 1 条' }))
  await press(page, page.getByRole('dialog').getByRole('button', { name: '撤销 1 条' }))
  await expect(new ReceiptPage(page).verdict).toContainText('已核实', { timeout: 60_000 })
})
