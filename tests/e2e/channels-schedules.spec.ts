import { ApplyPage } from '@/tests/pages/apply-page'
import { pickOption } from '@/tests/pages/pick-option'
import { signInAs } from '@/tests/pages/sign-in-page'
import { TemplatesPage } from '@/tests/pages/templates-page'
import { control, storedChannel } from './channel-choice'
import { coded, makeChannels, paid, writtenOf } from './own-channels'
import { expect, test } from './test'

test.beforeEach(async ({ context, baseURL }) => {
  await signInAs(context, baseURL ?? '', 'manager')
})

test('a template asks for its price, waits for its time, and is carried out once when that comes', async ({ page }) => {
  const [first = '', second = ''] = await makeChannels(7_320_000, [
    { name: '晚场一号', ranks: [coded('sch001')] },
    { name: '晚场二号', ranks: [paid(5)] },
  ])
  const name = `晚场转付费 ${first}`
  await new TemplatesPage(page).makePaid(name, '晚场门票')

  const apply = new ApplyPage(page)
  await apply.begin([first, second])
  await pickOption(page.getByRole('combobox', { name: '套用模板' }), name)
  const values = page.getByRole('region', { name: '填写' })
  const price = values.getByRole('textbox', { name: '主要条件 价格', exact: true })
  await expect(price).toBeVisible()
  await apply.slip.getByRole('button', { name: /^试算/ }).click()
  await expect(values.getByText('必填')).toBeVisible()
  await price.fill('12.5')
  await apply.plan()
  await expect(apply.line(first)).toContainText('12.50')

  const since = await control.lastSeq()
  await apply.slip.getByRole('radio', { name: '定时' }).click()
  await apply.slip.getByRole('textbox', { name: '执行时间' }).fill('2020-01-01 22:30')
  await apply.reason.fill('晚场开始后收费')
  const schedule = apply.slip.getByRole('button', { name: '定时应用到 2 个频道' })
  await schedule.click()
  await expect(apply.slip.getByText('这个时间已经过去')).toBeVisible()
  await apply.slip.getByRole('textbox', { name: '执行时间' }).fill(tomorrow())
  await schedule.click()

  const row = page.getByRole('listitem').filter({ has: page.locator(`a[href*="/channels/${first}"]`) })
  await expect(row.getByText('等待执行')).toBeVisible()
  await page.goto(`/channels/${first}`)
  await expect(page.getByText(/将自动切换/)).toBeVisible()
  expect(await writtenOf([first, second], since), 'nothing is sent before its time').toEqual([])

  await page.goto('/channels/schedules')
  await row.getByRole('button', { name: /的操作/ }).click()
  await page.getByRole('menuitem', { name: '改内容' }).click()
  await expect(page.getByText(/原来的内容照常到时执行/)).toBeVisible()
  await expect(apply.reason).toHaveCount(0)
  await price.fill('13.5')
  await apply.plan()
  await expect(apply.line(first)).toContainText('13.50')
  await expect(apply.reason).toHaveValue('晚场开始后收费')
  await apply.slip.getByRole('button', { name: '替换定时，应用到 2 个频道' }).click()
  await expect(row).toHaveCount(1)
  await expect(row.getByText('13.5')).toBeVisible()

  await row.getByRole('button', { name: /的操作/ }).click()
  await page.getByRole('menuitem', { name: '现在执行' }).click()
  await page.getByRole('alertdialog').or(page.getByRole('dialog')).getByRole('button', { name: '现在执行' }).click()
  await expect(async () => {
    await page.goto('/channels/schedules?state=over')
    await expect(row.getByText('已提交')).toBeVisible({ timeout: 1_000 })
  }).toPass({ timeout: 30_000 })
  await row.getByRole('link', { name: /^R-/ }).click()
  await apply.verdict(/已核实/)
  for (const id of [first, second])
    expect((await storedChannel(id)).ranks[1]).toMatchObject({ authType: 'pay', price: 13.5, payAuthTips: '晚场门票' })
  expect((await writtenOf([first, second], since)).sort()).toEqual([first, second].sort())
})

/** As the field takes it: a Beijing minute. */
function tomorrow(): string {
  const parts = new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Asia/Shanghai',
    dateStyle: 'short',
    timeStyle: 'short',
  })
  return parts.format(new Date(Date.now() + 24 * 3_600_000))
}
