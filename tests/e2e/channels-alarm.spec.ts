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
  const after = await control.polyv(userId)
  expect(after.global.writes).toBe(before.global.writes + 1)
  expect(after.channels.find((one) => one.channelId === channelId)).toEqual(target)

  const since = await control.lastSeq()
  await page.goto(`/channels/${channelId}?connection=${connectionId}`)
  await expect(page.getByText('这个账号已停止写入')).toBeVisible()
  await expect(channel.save).toHaveCount(0)
  expect(await control.journal({ since, path: WRITE_PATH })).toEqual([])

  await connections.open()
  await reopen(account, connections)
  await channel.open(channelId, connectionId)
  await channel.primary.text('提示文字').fill(`这次落在频道上 ${Date.now().toString(36)}`)
  await channel.submit()
  await channel.verdict(/已核实/)
})

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
