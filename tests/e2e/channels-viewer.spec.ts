import type { Locator, Page } from '@playwright/test'
import { ChannelPage } from '@/tests/pages/channel-page'
import { signInAs } from '@/tests/pages/sign-in-page'
import { noticeAttacks } from '@/tests/unit/notice-attacks'
import { control, storedChannel, writesTo } from './channel-choice'
import { coded, makeChannels, paid } from './own-channels'
import { expect, test } from './test'

test.beforeEach(async ({ context, baseURL }) => {
  await signInAs(context, baseURL ?? '', 'manager')
})

/** A channel of the test's own, its first door as given. */
async function makeChannel(prefix: number, name: string, first: object, second?: object): Promise<string> {
  const [channelId = ''] = await makeChannels(prefix, [{ name, ranks: second ? [first, second] : [first] }])
  return channelId
}

const viewer = (page: Page): Locator => page.getByRole('complementary', { name: '观众看到' })

type Outside = { type: string; fields: Record<string, unknown>; sees: (channel: ChannelPage) => Promise<void> }
/** One change made in the vendor's own console for each type, and where it shows here. */
const outside: Outside[] = [
  { type: 'public', fields: {}, sees: async ({ primary }) => expect(primary.way('公开')).toBeChecked() },
  {
    type: 'wx',
    fields: { wxAuthExpireValue: '9h' },
    sees: async ({ primary }) => {
      await expect(primary.text('授权有效期')).toHaveValue('9')
      await expect(primary.option('小时')).toBeChecked()
    },
  },
  {
    type: 'code',
    fields: { authCode: 'new888', qcodeTips: '问群主要' },
    sees: async ({ primary }) => expect(primary.text('提示文字')).toHaveValue('问群主要'),
  },
  {
    type: 'pay',
    fields: { price: 66.6, validTimePeriod: 12, watchEndTime: '' },
    sees: async ({ primary }) => {
      await expect(primary.text('价格')).toHaveValue('66.60')
      await expect(primary.text('天数')).toHaveValue('12')
    },
  },
  {
    type: 'phone',
    fields: { authTips: '请报会员号' },
    sees: async ({ primary }) => expect(primary.text('欢迎标题')).toHaveValue('请报会员号'),
  },
  {
    type: 'info',
    fields: { infoFields: [{ type: 'number', name: '年龄', placeholder: '周岁' }] },
    sees: async ({ primary }) => expect(primary.text('名称')).toHaveValue('年龄'),
  },
  {
    type: 'custom',
    fields: { customUri: 'https://outside.example.cn/c' },
    sees: async ({ primary }) => expect(primary.text('自定义地址')).toHaveValue('https://outside.example.cn/c'),
  },
  {
    type: 'external',
    fields: { externalUri: 'https://outside.example.cn/e' },
    sees: async ({ primary }) => expect(primary.text('外部授权地址')).toHaveValue('https://outside.example.cn/e'),
  },
  {
    type: 'direct',
    fields: { directKey: 'outside1' },
    sees: async ({ primary }) => expect(primary.way('独立授权')).toBeChecked(),
  },
]

test('what is changed in the vendor’s console shows in the form and to the viewer, type by type', async ({ page }) => {
  const channelId = await makeChannel(7_500_000, '逐类改动', { enabled: 'Y', authType: 'direct', directKey: 'inside1' })
  const channel = new ChannelPage(page)
  for (const { type, fields, sees } of outside) {
    await test.step(type, async () => {
      await control.changePolyv({ channelId, rank: 1, fields: { enabled: 'Y', authType: type, ...fields } })
      await channel.open(channelId)
      await sees(channel)
      await expect(channel.bar.getByText('没有改动')).toBeVisible()
    })
  }
})

test('the viewer’s page follows the form and its doors are tried without a request', async ({ page }) => {
  const wechat = { enabled: 'Y', authType: 'wx', wxAuthExpireValue: '3d' }
  const channelId = await makeChannel(7_510_000, '两种观众', paid(19.9), wechat)
  const since = await control.lastSeq()
  const channel = new ChannelPage(page)
  await channel.open(channelId)
  const scene = viewer(page)
  await channel.primary.text('价格').fill('12.5')
  await channel.primary.option('天数').click()
  await channel.primary.text('天数').fill('3')
  await expect(scene.getByRole('button', { name: '支付 ¥12.50 观看' })).toBeVisible()
  await expect(scene.getByText('购买后 3 天内可看')).toBeVisible()

  const asked: string[] = []
  page.on('request', (request) => {
    if (!request.url().includes('/_next/static/')) asked.push(request.url())
  })
  await scene.getByRole('button', { name: '没有付款' }).click()
  await expect(scene.getByText('还没有付款，停在这一页')).toBeVisible()
  await scene.getByRole('button', { name: '返回再试' }).click()
  await scene.getByRole('button', { name: '微信授权观看' }).click()
  await scene.getByRole('button', { name: '同意授权' }).click()
  await expect(scene.getByText('已进入观看页')).toBeVisible()
  await scene.getByRole('button', { name: '电脑' }).click()
  await scene.getByRole('button', { name: '深', exact: true }).click()
  await scene.getByRole('button', { name: '从头再来' }).click()
  await expect(scene.getByText('购买后 3 天内可看')).toBeVisible()
  expect(asked).toEqual([])
  expect(await writesTo(channelId, since)).toEqual([])
})

test('two doors are swapped in one click, and everything of a panel goes back', async ({ page }) => {
  const open = { enabled: 'Y', authType: 'public' }
  const channelId = await makeChannel(7_520_000, '两扇门对调', paid(19.9), open)
  const channel = new ChannelPage(page)
  await channel.open(channelId)
  const price = await channel.primary.text('价格').inputValue()
  await channel.primary.root.getByRole('button', { name: '对调两扇门的方式' }).click()
  await expect(channel.primary.way('公开')).toBeChecked()
  await expect(channel.secondary.way('付费')).toBeChecked()
  await expect(channel.secondary.text('价格')).toHaveValue(price)
  await channel.primary.root.getByRole('button', { name: '对调两扇门的方式' }).click()
  await channel.primary.text('价格').fill('77')
  await channel.primary.root.getByRole('button', { name: '恢复这一项的上游值' }).click()
  await expect(channel.primary.text('价格')).toHaveValue(price)
})

test('rows of a registration are moved by keyboard and by dragging, and the viewer sees the order', async ({
  page,
}) => {
  const names = ['甲项', '乙项', '丙项']
  const infoFields = names.map((name) => ({ type: 'text', name, placeholder: '' }))
  const channelId = await makeChannel(7_530_000, '登记顺序', { enabled: 'Y', authType: 'info', infoFields })
  await page.setViewportSize({ width: 1440, height: 1200 })
  const channel = new ChannelPage(page)
  await channel.open(channelId)
  const order = () =>
    channel.primary.text('名称').evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).value))
  const rows = channel.primary.root.getByRole('listitem')

  await channel.primary.root.getByRole('button', { name: '第 3 项上移' }).focus()
  await page.keyboard.press('Enter')
  expect(await order()).toEqual(['甲项', '丙项', '乙项'])
  await expect(channel.primary.root.getByRole('button', { name: '第 2 项上移' })).toBeFocused()
  await expect(channel.primary.root.getByText('第 3 项已移到第 2 位，共 3 项')).toBeAttached()

  const grip = await rows.nth(0).locator('[data-part=grip]').boundingBox()
  const last = await rows.nth(2).boundingBox()
  if (!grip || !last) throw new Error('rows are not drawn')
  await page.mouse.move(grip.x + grip.width / 2, grip.y + grip.height / 2)
  await page.mouse.down()
  await page.mouse.move(grip.x + grip.width / 2, last.y + last.height / 2, { steps: 8 })
  await page.mouse.up()
  expect(await order()).toEqual(['丙项', '乙项', '甲项'])
  const drawn = viewer(page).locator('[data-part=watch-page]')
  await expect(drawn).toContainText(/丙项.*乙项.*甲项/)

  await channel.submit()
  await channel.verdict(/已核实/)
  expect((await storedChannel(channelId)).ranks[1].infoFields).toMatchObject(
    ['丙项', '乙项', '甲项'].map((name) => ({ name })),
  )
})

test('a code is shown on demand, as an event, and hidden when left; where its picture leads is read here', async ({
  page,
}) => {
  const channelId = await makeChannel(7_540_000, '按需显示', coded('vw0001'))
  const stored = await storedChannel(channelId)
  const code = String(stored.ranks[1].authCode)
  await control.changePolyv({ channelId, rank: 1, fields: { qcodeImg: '//img.sandbox.invalid/qr/0.png' } })
  const channel = new ChannelPage(page)
  await channel.open(channelId)
  const part = channel.primary.root.getByRole('group', { name: '现存的验证码' })
  await expect(page.getByText(code)).toHaveCount(0)
  await part.getByRole('button', { name: '显示现存的验证码' }).click()
  await expect(part.getByText(code, { exact: true })).toBeVisible()
  await channel.primary.text('提示文字').focus()
  await expect(page.getByText(code)).toHaveCount(0)
  await page.clock.install()
  await part.getByRole('button', { name: '显示现存的验证码' }).click()
  await expect(part.getByText(code, { exact: true })).toBeVisible()
  await page.clock.fastForward(31_000)
  await expect(page.getByText(code)).toHaveCount(0)

  const picture = channel.primary.root.getByRole('group', { name: '二维码' })
  await expect(picture.getByText('member.sandbox.invalid', { exact: true })).toBeVisible()
  await expect(viewer(page).getByRole('img', { name: '二维码图片' })).toBeVisible()

  await control.changePolyv({ channelId, rank: 1, fields: { qcodeImg: '//img.sandbox.invalid/qr/2.png' } })
  const bytes = await (await fetch(pictureOf(await control.journal({ path: '/qr/0.png' })))).arrayBuffer()
  await channel.open(channelId)
  await expect(picture.getByText(/不允许读取/)).toBeVisible()
  const posted: string[] = []
  page.on('request', (request) => request.method() === 'POST' && posted.push(request.url()))
  await picture
    .locator('input[type=file]')
    .setInputFiles({ name: 'q.png', mimeType: 'image/png', buffer: Buffer.from(bytes) })
  await expect(picture.getByText('member.sandbox.invalid', { exact: true })).toBeVisible()
  expect(posted).toEqual([])

  await page.goto(`/audit?q=${channelId}`)
  await expect(page.getByText(/查看.*密钥或验证码/).first()).toBeVisible()
  await expect(page.getByText(code)).toHaveCount(0)
})

test('support is not offered the code', async ({ page, context, baseURL }) => {
  const channelId = await makeChannel(7_550_000, '客服不见', coded('vw0002'))
  await context.clearCookies()
  await signInAs(context, baseURL ?? '', 'support')
  const channel = new ChannelPage(page)
  await channel.open(channelId)
  await expect(channel.primary.secret('验证码')).toBeVisible()
  await expect(page.getByRole('button', { name: '显示现存的验证码' })).toHaveCount(0)
})

test('a hostile notice runs nowhere: not in the editor, not in the viewer’s frame, and is cleaned when saved', async ({
  page,
}) => {
  const channelId = await makeChannel(7_560_000, '带声明的频道', { enabled: 'Y', authType: 'phone', authTips: '会员' })
  await control.changePolyv({ members: { put: [{ channelId, rank: 1, code: 'vw-member', name: '会员' }] } })
  const hostile = `<p>核对之用</p>${noticeAttacks.join('\n')}`
  await control.changePolyv({ channelId, rank: 1, fields: { privacyStatus: 'Y', privacyContent: hostile } })
  const left: string[] = []
  page.on('dialog', (dialog) => left.push(dialog.message()))
  page.on('request', (request) => /evil\.example|^data:text/.test(request.url()) && left.push(request.url()))
  const channel = new ChannelPage(page)
  await channel.open(channelId)
  const editor = channel.primary.root.getByRole('textbox', { name: '隐私声明内容' })
  await expect(editor).toContainText('核对之用')
  await expect(channel.bar.getByText('没有改动')).toBeVisible()
  await viewer(page).getByRole('button', { name: '《隐私声明》' }).click()
  const frame = viewer(page).locator('iframe')
  await expect(frame).toBeVisible()
  expect(await frame.getAttribute('sandbox')).toBe('')
  const drawn = (await frame.getAttribute('srcdoc'))?.replace(/^.*<body[^>]*>|<\/body>$/gs, '') ?? ''
  expect(drawn).toContain('核对之用')
  expect(
    drawn.replace(
      /<\/?(p|b|strong|i|em|u|s|ul|ol|li|a|h3|h4)>|<br>|<a href="https:[^"<>]*" rel="noopener noreferrer">/g,
      '',
    ),
  ).not.toMatch(/[<>]/)

  await page.waitForLoadState('networkidle')
  expect(await page.evaluate(() => 'ran' in window)).toBe(false)
  await viewer(page).getByRole('button', { name: '关闭' }).click()
  await editor.press('Control+Home')
  await editor.pressSequentially('仅供')
  await expect(channel.primary.root.locator('[data-part=notice-diff] ins').first()).toContainText('仅供')
  await channel.submit()
  await channel.verdict(/已核实/)
  const kept = String((await storedChannel(channelId)).ranks[1].privacyContent)
  expect(kept).toContain('仅供核对之用')
  expect(kept).not.toMatch(/<(script|img|svg|math|style|iframe|form)|<[^>]*\son\w+=|href="(?!https:)/i)
  expect(left).toEqual([])
})

/** Where the sandbox serves its pictures, from a request it received. */
function pictureOf(entries: { headers: Record<string, string>; path: string }[]): string {
  const found = entries.at(-1)
  if (!found) throw new Error('the picture was never asked for')
  return `http://${found.headers.host}${found.path}`
}
