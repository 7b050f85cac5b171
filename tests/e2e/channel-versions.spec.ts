import { signInAs } from '@/tests/pages/sign-in-page'
import { control, storedChannel, writesTo } from './channel-choice'
import { coded, makeChannels, paid, writtenOf } from './own-channels'
import { expect, test } from './test'

test('a change made outside is seen, compared word by word, and undone by a rollback', async ({
  page,
  context,
  baseURL,
}) => {
  await signInAs(context, baseURL ?? '', 'manager')
  const notice = { privacyStatus: 'Y', privacyContent: '<p>号码只用于核对身份</p>', qcodeTips: '向主办方索取' }
  const [channelId = ''] = await makeChannels(7_700_000, [
    { name: '外改验证码场', ranks: [{ ...coded('Ours2026'), ...notice }] },
  ])
  await page.goto(`/channels/${channelId}`)
  await expect(page.getByRole('navigation', { name: '频道' }).getByText('版本')).toBeVisible()
  const before = (await storedChannel(channelId)).ranks[1]
  await control.changePolyv({
    channelId,
    rank: 1,
    fields: { authCode: 'Theirs9', privacyContent: '<p>号码只用于核对会员身份</p>', qcodeTips: '后台改的提示' },
  })
  await page.goto(`/channels/${channelId}`)

  await page.getByRole('navigation', { name: '频道' }).getByText('版本').click()
  const found = page.getByRole('row').filter({ hasText: '外部变更' })
  await expect(found).toContainText('更换了验证码')
  await page.getByRole('checkbox', { name: '选择版本 1' }).press('Space')
  await page.getByRole('checkbox', { name: '选择版本 2' }).press('Space')
  await page.getByRole('link', { name: '比较这两版' }).press('Enter')
  await expect(page).toHaveURL(/compare\?from=1&to=2/)
  const values = page.getByRole('region', { name: '逐项对照' })
  await expect(values.getByRole('row', { name: /隐私声明内容/ }).locator('ins')).toHaveText('会员')
  await expect(values.getByRole('row', { name: /验证码/ })).toContainText('已更换')
  await expect(page.locator('main')).not.toContainText('Theirs9')
  await expect(page.locator('main')).not.toContainText(String(before.authCode))

  await page.getByRole('link', { name: '恢复到版本 1' }).click()
  await expect(page.getByRole('heading', { name: '恢复到版本 1', level: 1 })).toBeVisible()
  await expect(page.getByText('白名单里的人不属于版本')).toBeVisible()
  const since = await control.lastSeq()
  const submit = page.getByRole('button', { name: /^恢复到版本 1/ })
  await submit.click()
  await expect(page.getByText('请写明原因或工单号')).toBeVisible()
  expect(await writesTo(channelId, since)).toEqual([])
  await page.getByLabel('原因或工单号').fill('后台误改，恢复')
  await submit.click()
  await expect(page).toHaveURL(/\/operations\/R-/)
  await expect(page.getByRole('heading', { name: /已核实/ }).first()).toBeVisible({ timeout: 30_000 })
  const after = (await storedChannel(channelId)).ranks[1]
  for (const field of ['authType', 'authCode', 'qcodeTips', 'privacyContent'])
    expect(after[field] ?? '').toEqual(before[field] ?? '')

  await page.goto(`/channels/${channelId}/versions?source=rollback`)
  await expect(page.getByRole('row').filter({ hasText: '恢复自版本 1' })).toContainText('后台误改，恢复')
  await page.goto(`/channels/${channelId}/versions/3/restore`)
  await expect(page.getByText('上游现在就是版本 3 的样子')).toBeVisible()
})

test('several channels changed outside are restored by one slip and one receipt, told channel by channel', async ({
  page,
  context,
  baseURL,
}) => {
  await signInAs(context, baseURL ?? '', 'manager')
  const channelIds = await makeChannels(7_720_000, [
    { name: '一并恢复甲', ranks: [paid(9.9)] },
    { name: '一并恢复乙', ranks: [paid(19.9)] },
  ])
  for (const channelId of channelIds) {
    await page.goto(`/channels/${channelId}`)
    await expect(page.getByRole('region', { name: '主要条件', exact: true })).toBeVisible()
    await control.changePolyv({ channelId, rank: 1, fields: { price: 1 } })
  }
  await page.goto('/drift/channels?q=7720')
  await page.getByRole('button', { name: '现在核对' }).click()
  const found = page.getByRole('row').filter({ hasText: new RegExp(channelIds.join('|')) })
  await expect(found).toHaveCount(2, { timeout: 30_000 })
  for (const row of await found.all()) await row.getByRole('checkbox').click()
  await page.getByRole('link', { name: '恢复 2 个频道' }).click()
  await expect(page.getByRole('heading', { level: 1, name: '恢复被改的频道' })).toBeVisible()
  // In the order they were found, which a check under way before this one decides.
  for (const price of ['+9.90', '+19.90'])
    await expect(page.getByRole('row', { name: /价格/ }).filter({ hasText: price })).toHaveCount(1)
  const since = await control.lastSeq()
  const submit = page.getByRole('button', { name: '恢复 2 个频道并核实' })
  await submit.click()
  await expect(page.getByText('请写明原因或工单号')).toBeVisible()
  await page.getByRole('textbox', { name: '原因或工单号' }).fill('后台误改，一并恢复')
  await submit.click()
  await expect(page.getByRole('heading', { name: /已核实/ }).first()).toBeVisible({ timeout: 30_000 })
  expect((await writtenOf(channelIds, since)).sort()).toEqual([...channelIds].sort())
  await page.getByText('改动 1 处').first().click()
  await expect(page.getByRole('region', { name: '逐项核对' }).first()).toContainText('1.00')
  for (const channelId of channelIds) {
    await page.goto(`/drift/channels?view=closed&q=${channelId}`)
    await expect(page.getByRole('row').filter({ hasText: channelId })).toContainText('由本台保存了结')
  }
})

test('a check finds the change, and it is accepted with a reason or settled by nobody else', async ({
  page,
  context,
  baseURL,
}) => {
  await signInAs(context, baseURL ?? '', 'manager')
  const [channelId = ''] = await makeChannels(7_710_000, [{ name: '外改付费场', ranks: [paid(9.9)] }])
  await page.goto(`/channels/${channelId}`)
  await expect(page.getByRole('region', { name: '主要条件', exact: true })).toBeVisible()
  await control.changePolyv({ channelId, rank: 1, fields: { authType: 'public' } })
  await page.goto(`/drift/channels?q=${channelId}`)
  const since = await control.lastSeq()
  await page.getByRole('button', { name: '现在核对' }).click()
  const row = page.getByRole('row').filter({ hasText: channelId })
  await expect(row).toContainText('主要条件 公开', { timeout: 30_000 })
  await expect(page.getByRole('row', { name: /被放开/ })).toBeVisible()
  expect(await writesTo(channelId, since)).toEqual([])

  await page.goto(`/channels/${channelId}`)
  await expect(page.getByText('这个频道在本台之外被改过')).toBeVisible()
  await page.getByRole('button', { name: '接受现状' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: '接受现状' }).click()
  await expect(dialog).toContainText('请写明理由')
  await dialog.getByRole('textbox', { name: '理由' }).fill('运营开放试看，已确认')
  await dialog.getByRole('button', { name: '接受现状' }).click()
  await expect(page.getByText('这个频道在本台之外被改过')).toHaveCount(0)
  await page.goto(`/drift/channels?view=closed&q=${channelId}`)
  await expect(row).toContainText('运营开放试看，已确认')
  await page.goto(`/audit?q=${channelId}`)
  await expect(page.getByText(/接受频道/).first()).toBeVisible()

  await context.clearCookies()
  await signInAs(context, baseURL ?? '', 'support')
  await page.goto('/drift/channels')
  await expect(page.getByText('你的角色可以查看外部变更，不能处理')).toBeVisible()
  await expect(page.getByRole('button', { name: '现在核对' })).toHaveCount(0)
  await page.goto(`/channels/${channelId}/versions/1/restore`)
  await expect(page.getByText('恢复要由有写入权限的人提交')).toBeVisible()
  await expect(page.getByRole('button', { name: /^恢复到版本/ })).toHaveCount(0)
})
