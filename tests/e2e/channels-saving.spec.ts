import { ChannelPage } from '@/tests/pages/channel-page'
import { signInAs } from '@/tests/pages/sign-in-page'
import { chooseChannel, control, ownType, type Stored, storedChannel, writesTo } from './channel-choice'
import { expect, test } from './test'

test.beforeEach(async ({ context, baseURL }) => {
  await signInAs(context, baseURL ?? '', 'manager')
})

type Edit = {
  type: string
  edit: (channel: ChannelPage) => Promise<void>
  stores: Record<string, unknown>
  sends: string[]
}

const privacy = ['privacyContent', 'privacyStatus']
const edits: Edit[] = [
  {
    type: 'code',
    edit: ({ primary }) => primary.secret('验证码').fill('itc2026'),
    stores: { authCode: 'itc2026' },
    sends: ['authCode', 'qcodeImg', 'qcodeTips', ...privacy],
  },
  {
    type: 'pay',
    edit: ({ primary }) => primary.text('价格').fill('19.9'),
    stores: { price: 19.9 },
    sends: ['payAuthTips', 'price', 'validTimePeriod', 'watchEndTime'],
  },
  {
    type: 'phone',
    edit: ({ primary }) => primary.text('入口文案').fill('会员由此进'),
    stores: { whiteListEntryText: '会员由此进' },
    sends: ['authTips', 'onceWhitelistEnabled', 'whiteListEntryText', 'whiteListInputTips', ...privacy],
  },
  {
    type: 'info',
    edit: ({ primary }) => primary.text('登记标题').fill('秋季报名'),
    stores: { infoAuthTips: '秋季报名' },
    sends: ['infoAuthTips', 'infoDesc', 'infoEntryText', 'infoFields', ...privacy],
  },
  {
    type: 'custom',
    edit: ({ primary }) => primary.text('自定义地址').fill('https://auth.example.cn/live'),
    stores: { customUri: 'https://auth.example.cn/live' },
    sends: ['customKey', 'customUri'],
  },
  {
    type: 'external',
    edit: ({ primary }) => primary.text('失败跳转地址').fill('https://help.example.cn/no'),
    stores: { externalRedirectUri: 'https://help.example.cn/no' },
    sends: ['externalButtonEnabled', 'externalKey', 'externalRedirectUri', 'externalUri'],
  },
  {
    type: 'direct',
    edit: ({ primary }) => primary.secret('密钥（SecretKey）').fill('dk2026'),
    stores: { directKey: 'dk2026' },
    sends: ['directKey'],
  },
  {
    type: 'wx',
    edit: async ({ primary }) => {
      await primary.text('授权有效期').fill('37')
      await primary.option('小时').click()
    },
    stores: { wxAuthExpireValue: '37h' },
    sends: ['wxAuthExpireValue'],
  },
]

for (const { type, edit, stores, sends } of edits) {
  test(`one edit of a stored ${type} is one write of that field, read back`, async ({ page }) => {
    const channelId = await chooseChannel(ownType(type))
    const before = await control.polyv()
    const was = await storedChannel(channelId)
    const since = await control.lastSeq()
    const channel = new ChannelPage(page)
    await channel.open(channelId)
    await edit(channel)
    await expect(channel.bar.getByRole('heading', { name: /将要改动 1 处/ })).toBeVisible()
    await channel.submit()
    await channel.verdict(/已核实/)

    const writes = await writesTo(channelId, since)
    expect(writes).toHaveLength(1)
    expect(writes[0]?.query.channelId).toBe(channelId)
    const body = JSON.parse(writes[0]?.body ?? '')
    expect(Object.keys(body)).toEqual(['authSettings'])
    const [primary] = body.authSettings
    expect(primary).toMatchObject({ rank: 1, enabled: 'Y', authType: type, ...stores })
    const foreign = Object.keys(primary).filter((key) => !['rank', 'enabled', 'authType', ...sends].includes(key))
    expect(foreign).toEqual([])
    const now = await storedChannel(channelId)
    expect(now.ranks).toEqual({ 1: { ...was.ranks[1], ...stores }, 2: was.ranks[2] })
    expect((await control.polyv()).global).toEqual(before.global)
  })
}

test('a public channel opens its second door', async ({ page }) => {
  const isPublic = (one: Stored) => ownType('public')(one) && one.ranks[2].enabled !== 'Y'
  const channelId = await chooseChannel(isPublic)
  const channel = new ChannelPage(page)
  await channel.open(channelId)
  await channel.secondary.enabled.click()
  await channel.secondary.way('微信授权').check({ force: true })
  await channel.secondary.text('授权有效期').fill('3')
  await channel.submit()
  await channel.verdict(/已核实/)
  expect((await storedChannel(channelId)).ranks[2]).toMatchObject({
    enabled: 'Y',
    authType: 'wx',
    wxAuthExpireValue: '3d',
  })
})

test('a stored code longer than may be written stays when something else is changed', async ({ page }) => {
  const channelId = await chooseChannel(
    (one) => one.followsGlobal === 'N' && one.ranks[1].authType === 'code' && String(one.ranks[1].authCode).length > 8,
  )
  const was = await storedChannel(channelId)
  const channel = new ChannelPage(page)
  await channel.open(channelId)
  await expect(channel.primary.root.getByText(/比可写的 8 位长/)).toBeVisible()
  await channel.primary.text('提示文字').fill('向主播索取')
  await channel.submit()
  await channel.verdict(/已核实/)
  expect((await storedChannel(channelId)).ranks[1]).toMatchObject({
    authCode: was.ranks[1].authCode,
    qcodeTips: '向主播索取',
  })
})

test('a draft of another type waits behind a dot and never leaves the form', async ({ page }) => {
  const channelId = await chooseChannel(ownType('pay'))
  const since = await control.lastSeq()
  const channel = new ChannelPage(page)
  await channel.open(channelId)
  await channel.primary.text('价格').fill('8.80')
  await channel.primary.way('外部').check({ force: true })
  await channel.primary.text('外部授权地址').fill('https://draft.example.cn')
  await expect(channel.primary.root.getByText('草稿')).toBeVisible()
  await channel.primary.way('付费').check({ force: true })
  await expect(channel.primary.text('价格')).toHaveValue('8.80')
  await channel.submit()
  await channel.verdict(/已核实/)
  const [write] = await writesTo(channelId, since)
  expect(write?.body).not.toContain('draft.example.cn')
})
