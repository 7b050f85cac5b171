import type { WhitelistEntryRow } from '@/lib/channels/whitelist-import-schema'
import { signInAs } from '@/tests/pages/sign-in-page'
import { WhitelistPage } from '@/tests/pages/whitelist-page'
import { chooseChannel, control, type Stored } from './channel-choice'
import { expect, test } from './test'

const BATCH = '/live/v3/channel/auth/batch-add-white-list'

test.beforeEach(async ({ context, baseURL }) => {
  await signInAs(context, baseURL ?? '', 'manager')
})

const listed = async (channelId: string, rank = 1) =>
  ((await control.polyv()).whitelists[`${channelId}:${rank}`] as WhitelistEntryRow[] | undefined) ?? []

const isFree = (channel: Stored) => channel.followsGlobal === 'N' && channel.ranks[1].authType !== 'phone'

/** A channel without a list, with these on it now. */
async function chooseList(members: readonly WhitelistEntryRow[]): Promise<string> {
  const { whitelists } = await control.polyv()
  const channelId = await chooseChannel(
    (one) => isFree(one) && !(whitelists[`${one.channelId}:1`] as unknown[] | undefined)?.length,
  )
  await control.changePolyv({ members: { put: members.map((member) => ({ ...member, channelId, rank: 1 })) } })
  return channelId
}

test('a sheet with mistakes is mended, previewed, imported as one receipt and read back', async ({ page }) => {
  const channelId = await chooseList([
    { code: '13700000001', name: '旧名' },
    { code: '13700000009', name: '留下的人' },
  ])
  const list = new WhitelistPage(page)
  await list.open(channelId)
  await page.getByRole('link', { name: '导入名单' }).click()
  await list.file.setInputFiles({
    name: '旧模板.xls',
    mimeType: 'application/vnd.ms-excel',
    buffer: Buffer.from('d0cf11e0a1b11ae1', 'hex'),
  })
  await expect(page.getByText(/另存为不带密码的 \.xlsx/)).toBeVisible()

  const rows = [
    '昵称（备注）,手机号',
    '新名,137 0000 0001',
    '林知夏,+86-13700000002',
    '周宁,１３７０００００００３',
    '吴帆,13700000002',
    '无号,',
    '公式,=1+1',
  ]
  await list.file.setInputFiles({ name: '会员.csv', mimeType: 'text/csv', buffer: Buffer.from(rows.join('\r\n')) })
  await expect(page.getByText('3 行可以导入，3 行有问题')).toBeVisible()
  await expect(page.getByText('会员码：没有会员码').or(page.getByText('没有会员码')).first()).toBeVisible()
  const cell = page.getByRole('textbox', { name: /^第 5 行的会员码/ })
  await cell.fill('13700000004')
  await cell.press('Enter')
  await expect(page.getByText('4 行可以导入，2 行有问题')).toBeVisible()

  await page.getByRole('radio', { name: '改成文件里的备注名' }).check({ force: true })
  const since = await control.lastSeq()
  await page.getByRole('button', { name: '预览 4 行' }).click()
  await expect(page.getByText(/2 次写入、2 次读取/)).toBeVisible()
  expect(await control.journal({ since, path: BATCH })).toEqual([])
  await page.getByRole('button', { name: '提交并核实 4 人' }).click()
  await expect(page.getByText('请写明原因或工单号')).toBeVisible()
  await page.getByRole('textbox', { name: '原因或工单号' }).fill('工单 6001')
  await page.getByRole('button', { name: '提交并核实 4 人' }).click()
  await list.verdict(/已核实/)
  await expect(page.getByText('137****0002')).toBeVisible()
  await expect(page.getByText(/13700000/)).toHaveCount(0)
  expect((await listed(channelId)).map(({ code, name }) => `${code} ${name}`).sort()).toEqual([
    '13700000001 新名',
    '13700000002 林知夏',
    '13700000003 周宁',
    '13700000004 吴帆',
    '13700000009 留下的人',
  ])
  expect(await control.journal({ since, path: BATCH })).toHaveLength(1)
})

test('full codes are shown for a reason, as an event, and are nowhere before', async ({ page }) => {
  const channelId = await chooseList([
    { code: '13711112222', name: '林知夏' },
    { code: '13711113333', name: '周宁' },
  ])
  const seen: string[] = []
  page.on('response', async (response) => {
    if (response.url().includes('/whitelist')) seen.push(await response.text().catch(() => ''))
  })
  const list = new WhitelistPage(page)
  await list.open(channelId)
  await list.search.fill('13711112222')
  await expect(page.getByText('找到 1 人')).toBeVisible()
  await expect(list.row('林知夏')).toContainText('137****2222')
  expect(seen.join()).not.toMatch(/1371111/)
  expect(page.url()).not.toContain('1371111')
  await list.search.fill('')
  await expect(page.getByText('2 人', { exact: true })).toBeVisible()

  await page.getByRole('checkbox', { name: '选择全部' }).click()
  await page.getByRole('button', { name: '查看会员码', exact: true }).click()
  await list.confirm('记录并显示 2 人')
  await expect(list.dialog.getByText('请写明原因或工单号')).toBeVisible()
  await list.reason('核对到场名单 6002')
  await list.confirm('记录并显示 2 人')
  await expect(list.row('林知夏')).toContainText('13711112222')
  await page.getByRole('button', { name: '隐藏' }).click()
  await expect(list.row('周宁')).toContainText('137****3333')

  await page.goto(`/audit?action=channel.whitelist.reveal&q=6002`)
  await expect(page.getByText(/白名单的完整会员码/).first()).toBeVisible()
  await expect(page.getByText(/1371111/)).toHaveCount(0)
})

test('emptying a list in use says whom it locks out, wants the number typed, and leaves nobody', async ({ page }) => {
  const channelId = await chooseList([
    { code: '13722220001', name: '林知夏' },
    { code: '13722220002', name: '周宁' },
    { code: '13722220003', name: '吴帆' },
  ])
  await control.changePolyv({
    channelId,
    rank: 1,
    fields: { enabled: 'Y', authType: 'phone', authTips: '请输入手机号' },
  })
  const total = '3'
  const list = new WhitelistPage(page)
  await list.open(channelId)
  await page.getByRole('button', { name: '更多操作', exact: true }).click()
  await page.getByRole('menuitem', { name: '清空名单' }).click()
  await expect(list.dialog.getByText(/清空以后谁也进不来/)).toBeVisible()
  const button = list.dialog.getByRole('button', { name: /^清空 .* 人$/ })
  await list.dialog.getByRole('textbox', { name: new RegExp(total) }).fill('1')
  await expect(button).toBeDisabled()
  await list.dialog.getByRole('textbox', { name: new RegExp(total) }).fill(total)
  await list.reason('活动结束 6003')
  const since = await control.lastSeq()
  await button.click()
  await list.verdict(/已核实/)
  expect(await listed(channelId)).toEqual([])
  const calls = await control.journal({ since, path: '/live/v3/channel/auth/delete-white-list' })
  expect(calls.map(({ query }) => query.isClear)).toEqual(['Y'])
  await page.getByRole('link', { name: '打开名单' }).click()
  await expect(page.getByText(/现在谁也进不来/)).toBeVisible()
})

test('a long list is drawn in view only, reached and ticked by keyboard', async ({ page }) => {
  const { whitelists } = await control.polyv()
  const [name] = Object.entries(whitelists).find(([, rows]) => (rows as unknown[]).length > 1_000) ?? []
  const [channelId = '', rank] = (name ?? '').split(':')
  const list = new WhitelistPage(page)
  await list.open(channelId, rank === '2' ? 2 : 1)
  await expect(page.getByText(/^1.204 人$/)).toBeVisible()
  const boxes = list.table.getByRole('checkbox')
  await boxes.nth(1).click()
  await boxes.nth(4).click({ modifiers: ['Shift'] })
  await expect(page.getByText('已选 4 人')).toBeVisible()
  await boxes.nth(4).press('Shift+ArrowDown')
  await expect(page.getByText('已选 5 人')).toBeVisible()
  await page.keyboard.press('End')
  await expect(list.table.locator('[data-place="1203"] [role=checkbox]')).toBeFocused()
  expect(await list.table.getByRole('row').count()).toBeLessThan(100)
  await page.keyboard.press('ControlOrMeta+a')
  await expect(page.getByText(/^已选 1.204 人$/)).toBeVisible({ timeout: 15_000 })
})

test('support looks at masked codes and can neither show, take home nor change them', async ({
  page,
  context,
  baseURL,
}) => {
  const channelId = await chooseList([{ code: '13744445555', name: '林知夏' }])
  await signInAs(context, baseURL ?? '', 'support')
  const list = new WhitelistPage(page)
  await list.open(channelId)
  await expect(list.row('林知夏')).toContainText('137****5555')
  await expect(list.table.getByRole('checkbox')).toHaveCount(0)
  await expect(page.getByRole('link', { name: '导入名单' })).toHaveCount(0)
  await page.getByRole('button', { name: '导出', exact: true }).click()
  await expect(list.dialog.getByText('文件里的会员码只显示首尾。')).toBeVisible()
  const [download] = await Promise.all([page.waitForEvent('download'), list.confirm('下载 CSV')])
  const text = await (await download.createReadStream()).toArray()
  expect(Buffer.concat(text).toString()).toContain('137****5555')
  const answer = await page.evaluate(
    async ({ id, connectionId }) => {
      const body = JSON.stringify({ connectionId, channelId: id, rank: 1, format: 'csv', isFull: true, reason: '想看' })
      const headers = { 'content-type': 'application/json' }
      return (await fetch(`/api/channels/${id}/whitelist/export`, { method: 'POST', headers, body })).status
    },
    { id: channelId, connectionId: '0190b0a0-0000-7000-8000-000000000000' },
  )
  expect(answer).toBe(403)
})
