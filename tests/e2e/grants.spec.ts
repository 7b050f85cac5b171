import { AxeBuilder } from '@axe-core/playwright'
import { neighbourCredentials } from '@/sandbox/credentials'
import { GrantComposerPage } from '@/tests/pages/grant-composer-page'
import { signInAs } from '@/tests/pages/sign-in-page'
import { chooseFree, control, writesTo } from './grant-choice'
import { expect, test } from './test'

test.beforeEach(async ({ context, baseURL }) => {
  await signInAs(context, baseURL ?? '', 'manager')
})

test('three dramas for two mini programs are two writes of the documented shape, read back and found in the list', async ({
  page,
}) => {
  const choice = await chooseFree(3, [0, 1])
  const since = await control.lastSeq()
  const composer = new GrantComposerPage(page)
  await composer.open()
  await composer.fill({ ...choice, reason: '合同 118 首批' })
  await page.getByRole('button', { name: '年末' }).click()
  const at = await composer.expiry.inputValue()
  await composer.planned(6)
  await expect(composer.slip.getByText('2 次').first()).toBeVisible()
  await composer.submit.click()

  await expect(page).toHaveURL(/\/operations\//)
  await expect(page.getByRole('heading', { name: /已核实/ }).first()).toBeVisible({ timeout: 30_000 })
  const sent = await writesTo(choice.appids, since)
  const seconds = Date.parse(`${at.replace(' ', 'T')}:00+08:00`) / 1000
  expect(sent.map((entry) => entry.method)).toEqual(['POST', 'POST'])
  expect(sent.map((entry) => JSON.parse(entry.body))).toEqual(
    choice.appids.map((appid) => ({
      drama_id: choice.dramaIds.map(Number),
      authorized_appid: appid,
      authz_expire_time: seconds,
    })),
  )
  const { grants } = await control.wechat()
  for (const dramaId of choice.dramaIds) {
    for (const appid of choice.appids) {
      const held = grants.find((grant) => grant.drama_id === dramaId && grant.authorized_appid === appid)
      expect(held).toMatchObject({ writes: 1, authz_expire_time: seconds })
    }
  }

  await page.goto(`/grants?q=${choice.dramaIds[0]}&appid=${choice.appids[0]}`)
  await expect(page.getByRole('row').filter({ hasText: choice.dramaIds[0] ?? '' })).toContainText(at)
  await expect(page.getByRole('link', { name: /^R-\d+$/ })).toBeVisible()
})

test('one refused drama fails alone, with the words of the upstream', async ({ page }) => {
  const choice = await chooseFree(2, [2])
  const [good = '', bad = ''] = choice.dramaIds
  const appid = choice.appids[0] ?? ''
  await control.fault({
    upstream: 'wechat',
    path: '/authorizedrama',
    kind: 'fail_items',
    bodyIncludes: `[${good},${bad}],"authorized_appid":"${appid}"`,
    items: [{ id: bad, code: 1, message: `获取剧目${bad}失败!` }],
  })
  const composer = new GrantComposerPage(page)
  await composer.open()
  await composer.fill({ ...choice, reason: '工单 5521' })
  await page.getByRole('button', { name: '30 天' }).click()
  await composer.planned(2)
  await composer.submit.click()
  await expect(page).toHaveURL(/\/operations\//)
  await expect(page.getByRole('heading', { name: /部分/ }).first()).toBeVisible({ timeout: 30_000 })
  await expect(page.getByRole('row').filter({ hasText: bad }).first()).toContainText('失败')
  await expect(page.getByText(`获取剧目${bad}失败`).first()).toBeVisible()
  await expect(page.getByRole('row').filter({ hasText: good }).first()).toContainText('已核实')
  const { grants } = await control.wechat()
  expect(grants.filter((grant) => grant.authorized_appid === appid).map((grant) => grant.drama_id)).not.toContain(bad)
})

test('an expiry under the floor is refused on its field, nothing is sent and nothing typed is lost', async ({
  page,
}) => {
  const choice = await chooseFree(1, [3])
  const since = await control.lastSeq()
  const composer = new GrantComposerPage(page)
  await composer.open()
  await composer.fill({ ...choice, reason: '合同 119' })
  await composer.expiry.fill('2026-01-01 00:00')
  await expect(page.getByText(/至少 7 天零 10 分钟之后/)).toBeVisible()
  await composer.submit.click()
  await expect(composer.expiry).toBeFocused()
  await expect(composer.slip.getByText('填写到期时间')).toBeVisible()
  expect(await writesTo(choice.appids, since)).toEqual([])

  await page.reload()
  await expect(composer.reason).toHaveValue('合同 119')
  await expect(composer.expiry).toHaveValue('2026-01-01 00:00')
  await expect(page.getByRole('button', { name: '已选 1' })).toHaveCount(2)
})

test('pasted ids are normalised, and unknown, foreign and blocked ones are named and not taken', async ({ page }) => {
  const choice = await chooseFree(2, [4])
  const state = await control.wechat()
  const foreign = (await control.wechat(neighbourCredentials.wechat.appId)).dramas[0]?.drama_id ?? ''
  const inReview = state.dramas.find((drama) => drama.audit_detail?.status === 1)?.drama_id ?? ''
  const fullWidth = (choice.dramaIds[0] ?? '').replace(/\d/g, (digit) =>
    String.fromCharCode(digit.charCodeAt(0) + 0xfee0),
  )
  const since = await control.lastSeq()
  const composer = new GrantComposerPage(page)
  await composer.open()
  await composer.paste(
    `${fullWidth}，${choice.dramaIds[1]} ${choice.dramaIds[1]}\n999999999 ${foreign} ${inReview} 夜航`,
  )
  await expect(composer.dialog.getByRole('status')).toHaveText(
    /识别 5 个.*可授权 2.*重复 1.*目录中没有 2.*不可授权 1.*无法识别 1/,
  )
  await expect(composer.dialog.getByText(`999999999 ${foreign}`, { exact: true })).toBeVisible()
  await composer.dialog.getByRole('button', { name: '加入 2 部' }).click()
  await expect(page.getByRole('button', { name: '已选 2' })).toBeVisible()
  expect(
    (await control.journal({ since, path: '/authorizedrama' })).filter((entry) => entry.body.includes(foreign)),
  ).toEqual([])
})

test('a permanent grant waits for its count to be typed', async ({ page }) => {
  const choice = await chooseFree(2, [6])
  const since = await control.lastSeq()
  const composer = new GrantComposerPage(page)
  await composer.open()
  await composer.fill({ ...choice, reason: '长期合作' })
  await page.getByRole('radio', { name: '永久' }).click()
  await composer.planned(2)
  await composer.submit.click()
  const confirm = composer.dialog.getByRole('button', { name: '永久授权 2 格' })
  await expect(confirm).toBeDisabled()
  await composer.dialog.getByRole('textbox').fill('3')
  await expect(confirm).toBeDisabled()
  expect(await writesTo(choice.appids, since)).toEqual([])
  await composer.dialog.getByRole('textbox').fill('2')
  await confirm.click()
  await expect(page.getByRole('heading', { name: /已核实/ }).first()).toBeVisible({ timeout: 30_000 })
  const [sent] = await writesTo(choice.appids, since)
  expect(JSON.parse(sent?.body ?? '')).toMatchObject({ authz_expire_time: 0 })
})

test('an appid nobody knows is taken as typed, and gets a name in the address book', async ({ page }) => {
  const appid = `wx${crypto.randomUUID().replaceAll('-', '').slice(0, 16)}`
  const composer = new GrantComposerPage(page)
  await composer.open()
  await page.getByLabel('查找小程序').fill(appid.toUpperCase())
  await expect(page.getByText('AppID 应为 wx 加 16 位小写十六进制')).toBeVisible()
  await page.getByLabel('查找小程序').fill(appid)
  await page.getByRole('button', { name: `加入 ${appid}（不在通讯录）` }).click()
  const row = composer.licensees.getByRole('row').filter({ hasText: appid })
  await row.getByRole('button', { name: '登记' }).click()
  await composer.dialog.getByRole('button', { name: '登记' }).click()
  await expect(composer.dialog.getByText('必填')).toBeVisible()
  await composer.dialog.getByLabel('小程序名称').fill('试映小剧场')
  await composer.dialog.getByRole('button', { name: '登记' }).click()
  await expect(composer.dialog).toBeHidden()
  await expect(row).toContainText('试映小剧场')
})

test('support chooses and previews but cannot submit, and is told why', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ ...(baseURL ? { baseURL } : {}), locale: 'zh-CN' })
  await signInAs(context, baseURL ?? '', 'support')
  const page = await context.newPage()
  const choice = await chooseFree(1, [7])
  const composer = new GrantComposerPage(page)
  await composer.open()
  await expect(page.getByText('客服可以选择并试算，但不能提交').first()).toBeVisible()
  await composer.fill({ ...choice, reason: '想试一试' })
  await page.getByRole('button', { name: '30 天' }).click()
  await expect(composer.submit).toHaveText(/提交并核实 1 格/)
  await expect(composer.submit).toBeDisabled()
  await page.goto('/grants')
  await expect(page.getByRole('button', { name: '从微信刷新' })).toHaveCount(0)
  await context.close()
})

for (const [theme, locale] of [
  ['light', 'zh-CN'],
  ['dark', 'en'],
] as const) {
  test(`list and composer have no accessibility violation, ${theme} ${locale}`, async ({ page, context, baseURL }) => {
    const cookie = (name: string, value: string) => ({ name, value, url: baseURL ?? '' })
    await context.addCookies([cookie('theme', theme), cookie('locale', locale)])
    await page.goto('/grants')
    await expect(page.getByRole('table')).toBeVisible()
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])

    await page.goto('/grants/new')
    await page.locator('[data-part=dramas] tbody [role=checkbox]:not([data-disabled])').first().click()
    await page.locator('[data-part=licensees] tbody [role=checkbox]').first().click()
    await page.getByRole('radio', { name: /永久|Permanent/ }).click()
    await expect(page.locator('[data-part=matrix]').getByRole('row')).toHaveCount(2)
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
  })
}

test('the export is UTF-8 for spreadsheets and holds what the filter shows', async ({ page }) => {
  await page.goto('/grants?state=permanent')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: '导出 CSV' }).click(),
  ])
  const chunks: Buffer[] = []
  for await (const chunk of await download.createReadStream()) chunks.push(chunk)
  const text = Buffer.concat(chunks).toString()
  const lines = text.trim().split('\r\n')
  expect(text.charCodeAt(0)).toBe(0xfeff)
  const { grants } = await control.wechat()
  expect(lines.length - 1).toBeLessThanOrEqual(grants.filter((grant) => grant.authz_expire_time === 0).length + 1)
  expect(lines.slice(1).every((line) => line.includes(',永久,'))).toBe(true)
})
