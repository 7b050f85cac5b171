import { AxeBuilder } from '@axe-core/playwright'
import { ChannelPage } from '@/tests/pages/channel-page'
import { pickOption } from '@/tests/pages/pick-option'
import { signInAs } from '@/tests/pages/sign-in-page'
import { WhitelistPage } from '@/tests/pages/whitelist-page'
import { chooseChannel, control, ownType, single, storedChannel, writesTo } from './channel-choice'
import { makeChannels, paid } from './own-channels'
import { expect, test } from './test'

test.beforeEach(async ({ context, baseURL }) => {
  await signInAs(context, baseURL ?? '', 'manager')
})

type Refusal = { name: string; type: string; act: (channel: ChannelPage) => Promise<void>; says: RegExp }

const refusals: Refusal[] = [
  {
    name: 'a code of nine characters',
    type: 'code',
    act: ({ primary }) => primary.secret('验证码').fill('123456789'),
    says: /验证码最多 8 位/,
  },
  {
    name: 'a price of three decimals',
    type: 'pay',
    act: ({ primary }) => primary.text('价格').fill('19.955'),
    says: /价格最多两位小数/,
  },
  {
    name: 'an http address',
    type: 'custom',
    act: ({ primary }) => primary.text('自定义地址').fill('http://auth.example.cn'),
    says: /只能用 https 地址/,
  },
  {
    name: 'an option with a comma',
    type: 'public',
    act: async ({ primary }) => {
      await primary.way('登记').check({ force: true })
      await primary.root.getByRole('button', { name: '添加登记项' }).click()
      await pickOption(primary.root.getByRole('combobox', { name: '类型' }), '下拉')
      await primary.text('名称').fill('所在城市')
      const option = primary.root.getByPlaceholder('输入后按回车')
      await option.fill('上海,杭州')
      await option.blur()
    },
    says: /选项里不能有逗号/,
  },
  {
    name: 'the same type twice',
    type: 'public',
    act: async ({ primary, secondary }) => {
      await primary.way('付费').check({ force: true })
      await secondary.way('公开').check({ force: true })
      await primary.way('公开').check({ force: true })
      await secondary.enabled.click()
    },
    says: /主次条件不能是同一类/,
  },
]

for (const { name, type, act, says } of refusals) {
  test(`${name} is refused on its field; nothing is sent and nothing is lost`, async ({ page }) => {
    const channelId = await chooseChannel(single(type))
    const was = await storedChannel(channelId)
    const since = await control.lastSeq()
    const channel = new ChannelPage(page)
    await channel.open(channelId)
    await act(channel)
    await channel.submit('工单 6001')
    await expect(page.getByText(says).first()).toBeVisible()
    await expect(page.getByText(/有 \d+ 处需要修改/)).toBeVisible()
    await expect(channel.reason).toHaveValue('工单 6001')
    expect(page.url()).toContain(`/channels/${channelId}`)
    expect(await writesTo(channelId, since)).toEqual([])
    expect(await storedChannel(channelId)).toEqual(was)
  })
}

test('a secondary cannot stay on while the primary is off, and one click closes both', async ({ page }) => {
  const channelId = await chooseChannel((one) => ownType('wx')(one) && one.ranks[2].enabled === 'Y')
  const since = await control.lastSeq()
  const channel = new ChannelPage(page)
  await channel.open(channelId)
  await channel.primary.enabled.click()
  await channel.submit()
  await expect(channel.secondary.alert.getByText(/次要条件不能开启/)).toBeVisible()
  expect(await writesTo(channelId, since)).toEqual([])
  await channel.secondary.root.getByRole('button', { name: '一并关闭次要条件' }).click()
  await channel.save.click()
  await channel.verdict(/已核实/)
  const [write] = await writesTo(channelId, since)
  expect(JSON.parse(write?.body ?? '')).toEqual({
    authSettings: [
      { rank: 1, enabled: 'N' },
      { rank: 2, enabled: 'N' },
    ],
  })
})

test('a whitelist with nobody on it is refused until somebody is added', async ({ page }) => {
  const { whitelists } = await control.polyv()
  const channelId = await chooseChannel(
    (one) => single('direct')(one) && !(whitelists[`${one.channelId}:1`] as unknown[] | undefined)?.length,
  )
  const since = await control.lastSeq()
  const channel = new ChannelPage(page)
  await channel.open(channelId)
  await channel.primary.way('白名单').check({ force: true })
  await channel.primary.text('欢迎标题').fill('请输入会员码')
  await expect(channel.primary.root.getByText(/还没有人/)).toBeVisible()
  await channel.submit()
  await expect(channel.primary.alert.getByText(/白名单是空的/)).toBeVisible()
  expect(await writesTo(channelId, since)).toEqual([])

  const opened = page.context().waitForEvent('page')
  await channel.primary.root.getByRole('link', { name: '去添加' }).click()
  const list = new WhitelistPage(await opened)
  await list.addMember('13912345678', '张会员')
  await expect(list.row('张会员')).toContainText('139****5678')
  await list.page.close()
  // What a browser says when the page is looked at again.
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
  await expect(channel.primary.root.getByText('1 人', { exact: true })).toBeVisible()
  await channel.save.click()
  await channel.verdict(/已核实/)
})

test('two editors: what only one changed merges by itself, what both changed is chosen, and nothing typed is lost', async ({
  page,
}) => {
  const [channelId = ''] = await makeChannels(7_750_000, [{ name: '两人编辑 会员场', ranks: [paid(9.9)] }])
  const was = await storedChannel(channelId)
  const channel = new ChannelPage(page)
  await channel.open(channelId)
  await channel.primary.text('价格').fill('6.60')
  await channel.primary.text('付费标题').fill('我的标题')
  await control.changePolyv({ channelId, rank: 1, fields: { payAuthTips: '后台改过的标题', validTimePeriod: 12 } })
  const since = await control.lastSeq()
  await channel.submit()
  await expect(page.getByText('你编辑期间，上游的观看条件变了')).toBeVisible()
  expect(await writesTo(channelId, since)).toEqual([])
  await page.getByRole('button', { name: '合并两边的改动' }).click()
  const { dialog } = channel
  await expect(dialog.getByText('有 1 处两边都改了')).toBeVisible()
  await expect(dialog.getByText('只有你改了，用你的')).toHaveCount(1)
  await expect(dialog.getByText('只有上游变了，用上游的')).toHaveCount(1)
  const goOn = dialog.getByRole('button', { name: '以合并结果继续编辑' })
  await expect(goOn).toBeDisabled()
  await dialog.getByRole('radio', { name: /我的标题/ }).check({ force: true })
  await goOn.click()
  await expect(channel.primary.text('付费标题')).toHaveValue('我的标题')
  await expect(channel.primary.text('价格')).toHaveValue('6.60')
  await expect(channel.reason).toHaveValue('工单 5521')
  await channel.save.click()
  await channel.verdict(/已核实/)
  const now = await storedChannel(channelId)
  const merged = { payAuthTips: '我的标题', price: 6.6, validTimePeriod: 12 }
  expect(now.ranks).toEqual({ 1: { ...was.ranks[1], ...merged }, 2: was.ranks[2] })
  expect(await writesTo(channelId, since)).toHaveLength(1)
})

test('a key typed for a save that was overtaken is there again after the merge, and is written', async ({ page }) => {
  const channelId = await chooseChannel(single('custom'))
  const channel = new ChannelPage(page)
  await channel.open(channelId)
  await channel.primary.secret('密钥（SecretKey）').fill('typedonce')
  const since = await control.lastSeq()
  // What the submit reads is kept back until the channel has changed behind it; the worker then finds the change.
  const path = '/live/v3/channel/auth/get'
  await control.fault({
    upstream: 'polyv',
    path,
    queryIncludes: `channelId=${channelId}`,
    kind: 'slow',
    delayMs: 4_000,
  })
  await channel.submit()
  await expect
    .poll(async () => (await control.journal({ since, path })).some((entry) => entry.query.channelId === channelId))
    .toBe(true)
  await control.changePolyv({ channelId, rank: 1, fields: { customUri: 'https://moved.example.cn/a' } })
  await page.getByRole('link', { name: '打开合并' }).click()
  await expect(channel.dialog.getByText('内容取自')).toBeVisible()
  await expect(channel.dialog.getByText('请重新填写')).toHaveCount(0)
  expect(await writesTo(channelId, since)).toEqual([])
  await channel.dialog.getByRole('button', { name: '以合并结果继续编辑' }).click()
  await channel.save.click()
  await channel.verdict(/已核实/)
  expect((await storedChannel(channelId)).ranks[1]).toMatchObject({
    customKey: 'typedonce',
    customUri: 'https://moved.example.cn/a',
  })
})

test('what was typed survives a reload, secrets excepted', async ({ page }) => {
  const channelId = await chooseChannel(single('custom'))
  const channel = new ChannelPage(page)
  await channel.open(channelId)
  await channel.primary.text('自定义地址').fill('https://kept.example.cn/a')
  await channel.primary.secret('密钥（SecretKey）').fill('neverkept')
  await expect.poll(() => page.evaluate(() => JSON.stringify(localStorage))).toContain('kept.example.cn')
  expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain('neverkept')
  page.once('dialog', (dialog) => void dialog.accept())
  await page.reload()
  await expect(page.getByText(/已恢复你 .* 没有提交的改动/)).toBeVisible()
  await expect(channel.primary.text('自定义地址')).toHaveValue('https://kept.example.cn/a')
  await expect(channel.primary.secret('密钥（SecretKey）')).toHaveValue('')
})

test('support reads everything and can change nothing', async ({ page, context, baseURL }) => {
  await context.clearCookies()
  await signInAs(context, baseURL ?? '', 'support')
  const channel = new ChannelPage(page)
  await channel.open(await chooseChannel(single('external')))
  await expect(page.getByText('你可以查看，不能修改')).toBeVisible()
  await expect(channel.primary.text('外部授权地址')).toBeDisabled()
  await expect(channel.save).toHaveCount(0)
  await page.goto('/channels')
  await expect(page.getByRole('table')).toBeVisible()
  await expect(page.getByRole('button', { name: '刷新列表' })).toHaveCount(0)
})

test('the list finds by pinyin and by type, in both languages, and the form has no accessibility fault', async ({
  page,
  context,
  baseURL,
}) => {
  await page.goto('/channels?q=wangchuan')
  await expect(page.getByRole('row').filter({ hasText: '望川' }).first()).toBeVisible()
  await context.addCookies([{ name: 'locale', value: 'en', url: baseURL ?? '' }])
  await page.goto('/channels?type=pay')
  await expect(page.getByRole('heading', { name: 'Channels' })).toBeVisible()
  await page.getByRole('row').nth(1).getByRole('link').first().click()
  await expect(page.getByRole('heading', { name: 'Primary condition' })).toBeVisible()
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
})
