import type { Locator, Page } from '@playwright/test'
import { neighbourCredentials } from '@/sandbox/credentials'
import { ChannelPage } from '@/tests/pages/channel-page'
import { ConnectionsPage } from '@/tests/pages/connections-page'
import { signInAs } from '@/tests/pages/sign-in-page'
import { control, WRITE_PATH } from './channel-choice'
import { expect, test } from './test'

const { appId, appSecret, userId } = neighbourCredentials.polyv

/** On an account of its own, because the alarm stops every write to the account it is about. */
test('a channel write that lands on the account default is a mismatch, sounds the alarm and stops the account', async ({
  page,
  context,
  baseURL,
}) => {
  await signInAs(context, baseURL ?? '', 'admin')
  const connections = new ConnectionsPage(page)
  const account = await neighbourAccount(page, connections)
  const href = (await account.getByRole('link', { name: '编辑' }).getAttribute('href')) ?? ''
  const connectionId = href.split('/').at(-1) ?? ''

  await openDefault()
  const before = await control.polyv(userId)
  const target = before.channels.find(
    (one) => one.ranks[1].enabled === 'Y' && one.ranks[1].authType === 'code' && one.ranks[2].enabled !== 'Y',
  )
  const channelId = target?.channelId ?? ''
  await control.fault({
    upstream: 'polyv',
    path: WRITE_PATH,
    kind: 'write_global',
    queryIncludes: `channelId=${channelId}`,
    times: 1,
  })
  const channel = new ChannelPage(page)
  await channel.open(channelId, connectionId)
  await channel.primary.text('提示文字').fill(`会落到账号默认上 ${Date.now().toString(36)}`)
  await channel.submit()
  await channel.verdict(/不一致/)
  await expect(page.getByText('账号默认被改动，恢复单已备好')).toBeVisible()
  const after = await control.polyv(userId)
  expect(after.global.writes).toBe(before.global.writes + 1)
  expect(after.channels.find((one) => one.channelId === channelId)).toEqual(target)

  const since = await control.lastSeq()
  await page.goto(`/channels/${channelId}?connection=${connectionId}`)
  await expect(page.getByText('这个账号已停止写入')).toBeVisible()
  await expect(channel.save).toHaveCount(0)
  expect(await writesSince(since)).toEqual([])

  await page.getByRole('button', { name: '核对并恢复' }).click()
  await expect(channel.dialog.getByText('会落到账号默认上').first()).toBeVisible()
  await channel.dialog.getByRole('textbox', { name: '原因或工单号' }).fill('警报后恢复')
  await channel.dialog.getByRole('button', { name: '恢复并核实' }).click()
  await channel.verdict(/已核实/)
  const [restore, ...others] = await writesSince(since)
  expect(others).toEqual([])
  expect(restore?.query.channelId).toBeUndefined()
  const restored = await control.polyv(userId)
  expect(restored.channels).toEqual(before.channels)
  expect(restored.whitelists).toEqual(before.whitelists)
  expect(meaningOf(restored.global.ranks)).toEqual(meaningOf(before.global.ranks))
  await page.goto(`/channels/${channelId}?connection=${connectionId}`)
  await expect(channel.save).toHaveCount(0)

  await connections.open()
  await reopen(account, connections)
  await channel.open(channelId, connectionId)
  await channel.primary.text('提示文字').fill(`这次落在频道上 ${Date.now().toString(36)}`)
  await channel.submit()
  await channel.verdict(/已核实/)
})

/** The account default as these tests find it: its first door open by a code, with a hint. */
const openDefault = () =>
  control.changePolyv({
    userId,
    channelId: null,
    rank: 1,
    fields: { enabled: 'Y', authType: 'code', authCode: 'nb0001', qcodeTips: '平时的提示' },
  })

/** A notice that was never set and one that is off are the same to viewers. */
const meaningOf = (ranks: Record<string, Record<string, unknown>>) =>
  Object.fromEntries(
    Object.entries(ranks).map(([rank, { privacyStatus, ...fields }]) => [
      rank,
      privacyStatus === 'Y' ? { ...fields, privacyStatus } : fields,
    ]),
  )

test('the account default asks for the name of the account, writes it alone, and is refused to a manager', async ({
  page,
  context,
  baseURL,
}) => {
  await signInAs(context, baseURL ?? '', 'admin')
  const connections = new ConnectionsPage(page)
  const account = await neighbourAccount(page, connections)
  const href = (await account.getByRole('link', { name: '编辑' }).getAttribute('href')) ?? ''
  const connectionId = href.split('/').at(-1) ?? ''
  await openDefault()
  const before = await control.polyv(userId)
  const since = await control.lastSeq()
  const desk = new ChannelPage(page)
  await desk.openDefault(connectionId)
  await expect(page.getByText('这里是 邻居直播 的账号默认，不是一个频道')).toBeVisible()
  const hint = `全账号 ${Date.now().toString(36)}`
  await desk.primary.text('提示文字').fill(hint)
  await expect(desk.bar.getByText(/写入整个账号 邻居直播 的默认设置/)).toBeVisible()
  await desk.reason.fill('统一提示')
  const confirmation = desk.bar.getByRole('textbox', { name: '照样输入账号名称 邻居直播' })
  await confirmation.fill('邻居')
  await desk.saveDefault.click()
  await expect(desk.bar.getByText('账号名称和这里写的不一样')).toBeVisible()
  expect(await writesSince(since)).toEqual([])
  await confirmation.fill('邻居直播')
  await desk.saveDefault.click()
  await desk.verdict(/已核实/)
  const writes = await writesSince(since)
  expect(writes.map((write) => write.query.channelId)).toEqual([undefined])
  const after = await control.polyv(userId)
  expect(after.channels).toEqual(before.channels)
  expect(after.global.ranks['1']).toMatchObject({ ...before.global.ranks['1'], qcodeTips: hint })
  expect(after.global.ranks['2']).toEqual(before.global.ranks['2'])

  await desk.openDefault(connectionId)
  await desk.primary.text('提示文字').fill('经理改的')
  await desk.reason.fill('换人之后提交')
  await confirmation.fill('邻居直播')
  await context.clearCookies()
  await signInAs(context, baseURL ?? '', 'manager')
  await desk.saveDefault.click()
  await expect(page.getByText('没有保存', { exact: true })).toBeVisible()
  expect(await writesSince(writes[0]?.seq ?? 0)).toEqual([])
  page.once('dialog', (dialog) => void dialog.accept())
  await page.goto('/audit?action=channel.default.update')
  await expect(page.getByText(/尝试修改账号默认/).first()).toBeVisible()
  await page.goto(`/channels/default?connection=${connectionId}`)
  await expect(page.getByText('你可以查看，不能修改账号默认')).toBeVisible()
  await expect(desk.saveDefault).toHaveCount(0)
  await expect(desk.primary.text('提示文字')).toBeDisabled()
})

test('a channel that follows the account default says so first, can stop, and can follow again', async ({
  page,
  context,
  baseURL,
}) => {
  await signInAs(context, baseURL ?? '', 'manager')
  const before = await control.polyv()
  const channelId =
    before.channels.find((one) => one.followsGlobal === 'Y' && one.ranks[1].enabled === 'Y')?.channelId ?? ''
  const since = await control.lastSeq()
  const desk = new ChannelPage(page)
  await desk.open(channelId)
  await expect(page.getByText('这个频道跟随账号默认，观众遇到的不是下面的条件')).toBeVisible()
  await page.getByRole('button', { name: '停止跟随账号默认' }).click()
  await desk.dialog.getByRole('textbox', { name: '原因或工单号' }).fill('单独设价')
  await desk.dialog.getByRole('button', { name: '停止跟随并核实' }).click()
  await desk.verdict(/已核实/)
  const [write, ...others] = await control.journal({ since, path: 'update-global-enabled' })
  expect(others).toEqual([])
  expect(write?.query).toMatchObject({ channelId, enabled: 'N', globalEnabledType: 'auth' })
  const after = await control.polyv()
  const changed = after.channels.filter((one, index) => JSON.stringify(one) !== JSON.stringify(before.channels[index]))
  expect(changed).toContainEqual(expect.objectContaining({ channelId, followsGlobal: 'N' }))
  expect(changed.find((one) => one.channelId === channelId)?.ranks).toEqual(
    before.channels.find((one) => one.channelId === channelId)?.ranks,
  )
  await desk.open(channelId)
  await expect(page.getByText(/这个频道跟随账号默认/)).toHaveCount(0)

  await page.getByRole('button', { name: '改为跟随账号默认' }).click()
  const changes = desk.dialog.getByRole('region', { name: '观众遇到的变化' })
  await expect(changes.getByRole('row').or(changes.getByText('现在一样')).first()).toBeVisible()
  const again = await control.lastSeq()
  await desk.dialog.getByRole('button', { name: '跟随账号默认并核实' }).click()
  await expect(desk.dialog.getByText('请写明原因或工单号')).toBeVisible()
  await desk.dialog.getByRole('textbox', { name: '原因或工单号' }).fill('活动结束，收回默认')
  await desk.dialog.getByRole('button', { name: '跟随账号默认并核实' }).click()
  await desk.verdict(/已核实/)
  const followed = await control.journal({ since: again, path: 'update-global-enabled' })
  expect(followed.map(({ query }) => query)).toEqual([
    expect.objectContaining({ channelId, enabled: 'Y', globalEnabledType: 'auth' }),
  ])
  await desk.open(channelId)
  await expect(page.getByText('这个频道跟随账号默认，观众遇到的不是下面的条件')).toBeVisible()
})

/** Other accounts are written to by other tests meanwhile. */
const writesSince = async (since: number) =>
  (await control.journal({ since, path: WRITE_PATH })).filter((entry) => entry.query.appId === appId)

/** Added once; a repeated run finds it, and lets it write again. */
async function neighbourAccount(page: Page, connections: ConnectionsPage): Promise<Locator> {
  const account = page.getByRole('region').filter({ hasText: appId })
  await connections.open()
  await expect(page.getByRole('region', { name: '汀洲直播', exact: true })).toBeVisible()
  if ((await account.count()) > 0) {
    if (await account.getByRole('button', { name: '恢复写入' }).isVisible()) await reopen(account, connections)
    return account
  }
  await connections.add.click()
  await expect(async () => {
    await page.getByRole('button', { name: '保利威' }).click()
    await expect(connections.form.userId).toBeVisible({ timeout: 500 })
  }).toPass()
  await connections.form.name.fill('邻居直播')
  await connections.form.accountId.fill(appId)
  await connections.form.userId.fill(userId)
  await connections.form.secret.fill(appSecret)
  await connections.form.submit.click()
  await expect(account).toBeVisible()
  return account
}

async function reopen(account: Locator, connections: ConnectionsPage): Promise<void> {
  await account.getByRole('button', { name: '恢复写入' }).click()
  await connections.dialog.getByLabel('理由').fill('已在后台核对账号默认设置')
  await connections.dialog.getByRole('button', { name: '恢复写入' }).click()
  await expect(connections.dialog).toBeHidden()
}
