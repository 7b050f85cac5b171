import { ApplyPage } from '@/tests/pages/apply-page'
import { signInAs } from '@/tests/pages/sign-in-page'
import { control, storedChannel, WRITE_PATH } from './channel-choice'
import { coded, makeChannels, paid } from './own-channels'
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
  expect(await control.journal({ since, path: WRITE_PATH }), 'a plan writes nothing').toEqual([])

  await apply.submit(2, '会员日统一改价')
  await apply.verdict(/已核实/)
  for (const id of [first, second]) {
    const stored = await storedChannel(id)
    expect(stored.ranks[1]).toMatchObject({ enabled: 'Y', authType: 'pay', price: 29.9, payAuthTips: '会员日' })
    expect(stored.ranks[2].enabled).toBe('N')
  }
  const written = await control.journal({ since, path: WRITE_PATH })
  const mine = written.filter((entry) => [first, second, same, follower].includes(entry.query.channelId ?? ''))
  expect(mine.map((entry) => entry.query.channelId).sort()).toEqual([first, second].sort())
  const after = await control.polyv()
  for (const id of [same, follower]) {
    const find = (state: typeof after) => state.channels.find((channel) => channel.channelId === id)
    expect(find(after)).toEqual(find(before))
  }
  await expect(page.getByText('频道跟随账号默认').first()).toBeVisible()
})
