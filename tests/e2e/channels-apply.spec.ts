import { ApplyPage } from '@/tests/pages/apply-page'
import { signInAs } from '@/tests/pages/sign-in-page'
import { control, storedChannel } from './channel-choice'
import { coded, makeChannels, paid, writtenOf } from './own-channels'
import { expect, test } from './test'

test.beforeEach(async ({ context, baseURL }) => {
  await signInAs(context, baseURL ?? '', 'manager')
})

test('one change on four channels: one is so already, one is blocked, two are written, nothing else moves', async ({
  page,
}) => {
  const [first = '', second = '', same = '', follower = ''] = await makeChannels(7_310_000, [
    { name: '秋日会员场', ranks: [coded('aut001'), paid(19.9)] },
    { name: '读书夜谈', ranks: [paid(9.9), coded('keep88')] },
    { name: '已经改好的', ranks: [{ ...paid(29.9), payAuthTips: '会员日' }] },
    { name: '跟随默认的', ranks: [paid(9.9)], more: { followsGlobal: 'Y' } },
  ])
  const before = await control.polyv()
  const since = await control.lastSeq()
  const apply = new ApplyPage(page)
  await apply.begin([first, second, same, follower])
  const door = await apply.setDoor('主要条件', '付费')
  await door.getByRole('textbox', { name: '价格', exact: true }).fill('29.9')
  await door.getByRole('textbox', { name: '付费标题', exact: true }).fill('会员日')
  await apply.door('次要条件').getByRole('radio', { name: '关闭' }).click()
  await apply.plan()
  await expect(apply.line(first)).toHaveAttribute('data-effect', 'change')
  await expect(apply.line(first)).toContainText('29.90')
  await expect(apply.line(same)).toHaveAttribute('data-effect', 'same')
  await expect(apply.line(follower)).toContainText('跟随账号默认设置')
  const mine = [first, second, same, follower]
  expect(await writtenOf(mine, since), 'a plan writes nothing').toEqual([])

  await apply.submit(2, '会员日统一改价')
  await apply.verdict(/已核实/)
  await page
    .getByText(/^改动 \d+ 处$/)
    .first()
    .click()
  await expect(page.getByRole('region', { name: '逐项核对' }).first().getByRole('row', { name: /价格/ })).toContainText(
    '29.90',
  )
  for (const id of [first, second]) {
    const stored = await storedChannel(id)
    expect(stored.ranks[1]).toMatchObject({ enabled: 'Y', authType: 'pay', price: 29.9, payAuthTips: '会员日' })
    expect(stored.ranks[2].enabled).toBe('N')
  }
  expect((await writtenOf(mine, since)).sort()).toEqual([first, second].sort())
  const after = await control.polyv()
  for (const id of [same, follower]) {
    const find = (state: typeof after) => state.channels.find((channel) => channel.channelId === id)
    expect(find(after)).toEqual(find(before))
  }
  await expect(page.getByText('频道跟随账号默认').first()).toBeVisible()
})

test('rows are ticked in a run, by the keyboard, and across pages', async ({ page }) => {
  await page.goto('/channels')
  const boxes = page.getByRole('checkbox', { name: /^勾选 / })
  const bar = page.getByRole('region', { name: '已勾选的频道' })
  await boxes.nth(0).click()
  await expect(bar).toContainText('已选 1 个频道')
  await boxes.nth(3).click({ modifiers: ['Shift'] })
  await expect(bar).toContainText('已选 4 个频道')
  await page.keyboard.press('j')
  await page.keyboard.press('x')
  await expect(bar).toContainText('已选 5 个频道')
  await page.getByRole('link', { name: '下一页' }).click()
  await expect(page).toHaveURL(/after=/)
  await expect(bar).toContainText('已选 5 个频道')
  await bar.getByRole('button', { name: /^选中符合条件的全部/ }).click()
  await expect(bar).toContainText('已选全部')
})

test('a pre-flight reads each channel now, and leads to what has to be mended', async ({ page }) => {
  const [ready = '', bare = ''] = await makeChannels(7_330_000, [
    { name: '今晚第一场', ranks: [{ ...paid(9.9), watchEndTime: '2027-12-31 23:59' }] },
    { name: '今晚第二场', ranks: [{ enabled: 'Y', authType: 'phone', authTips: '请输入手机号' }] },
  ])
  const since = await control.lastSeq()
  await page.goto(`/channels/preflight?ids=${ready},${bare}`)
  const line = (id: string) => page.locator(`[data-channel="${id}"]`)
  await expect(line(ready)).toHaveAttribute('data-state', 'ok')
  await expect(line(ready)).toContainText('9.90 元')
  await expect(line(bare)).toHaveAttribute('data-state', 'fail')
  await expect(page.getByText('1 个有问题').first()).toBeVisible()
  await line(bare)
    .getByRole('link', { name: /白名单是空的/ })
    .click()
  await expect(page).toHaveURL(new RegExp(`/channels/${bare}`))
  expect(await writtenOf([ready, bare], since)).toEqual([])
})
