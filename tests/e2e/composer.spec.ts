import { GrantComposerPage } from '@/tests/pages/grant-composer-page'
import { signInAs } from '@/tests/pages/sign-in-page'
import { chooseFree, control, writesTo } from './grant-choice'
import { expect, test } from './test'

test.beforeEach(async ({ context, baseURL }) => {
  await signInAs(context, baseURL ?? '', 'manager')
})

const secondsOf = (at: string) => Date.parse(`${at.replace(' ', 'T')}:00+08:00`) / 1000

test('200 pasted dramas for 15 pasted mini programs are 30 writes shown beforehand, and run', async ({ page }) => {
  test.setTimeout(180_000)
  const { dramas } = await control.wechat()
  const playable = dramas.filter((drama) => drama.status === 0 && drama.audit_detail?.status === 3)
  const choice = {
    dramaIds: playable.slice(0, 200).map((drama) => drama.drama_id),
    appids: Array.from({ length: 15 }, (_, index) => `wxc0de${(index + 1).toString(16).padStart(12, '0')}`),
  }
  expect(choice.dramaIds).toHaveLength(200)
  await control.changeWechat({ licensees: { put: choice.appids.map((appid) => ({ appid, hasCategory: true })) } })
  const since = await control.lastSeq()
  const composer = new GrantComposerPage(page)
  await composer.open()
  await composer.paste(choice.dramaIds.map((id, index) => `第${index + 1}部 《剧目》 ${id}`).join('\n'))
  await composer.dialog.getByRole('button', { name: '加入 200 部' }).click()
  await composer.pasteAppids(
    choice.appids.map((appid, index) => `${index + 1}. 小程序：${appid.toUpperCase()}`).join('\n'),
  )
  await composer.dialog.getByRole('button', { name: '加入 15 个小程序' }).click()
  await page.getByRole('button', { name: '年末' }).click()
  await composer.reason.fill('第三批，合同 118')
  await expect(composer.submit).toHaveText(/提交并核实 3\s000 格/, { timeout: 60_000 })
  await expect(composer.slip.getByText('30 次')).toBeVisible()
  expect(await writesTo(choice.appids, since)).toEqual([])
  await expect(composer.submit).toBeEnabled({ timeout: 30_000 })
  await composer.submit.click()
  await expect(page).toHaveURL(/\/operations\//)
  await expect.poll(async () => (await writesTo(choice.appids, since)).length, { timeout: 120_000 }).toBe(30)
  const sent = await writesTo(choice.appids, since)
  expect(sent.reduce((sum, entry) => sum + JSON.parse(entry.body).drama_id.length, 0)).toBe(3_000)
})

test('a cell taken out by key stays out after a reload and in another browser, and is not sent', async ({
  page,
  browser,
  baseURL,
}) => {
  const choice = await chooseFree(2, [8, 9])
  const since = await control.lastSeq()
  const composer = new GrantComposerPage(page)
  await composer.open()
  await composer.fill({ ...choice, reason: '合同 120' })
  await page.getByRole('button', { name: '30 天' }).click()
  await composer.planned(4)
  await composer.matrix.focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Space')
  await composer.planned(3)
  await page.keyboard.press('Control+z')
  await composer.planned(4)
  await page.keyboard.press('Space')
  await expect(composer.count('removed')).toHaveText('1')
  const address = await composer.saved()

  await page.reload()
  await composer.planned(3)
  await expect(composer.matrix.getByRole('gridcell', { name: /^已剔除/ })).toHaveCount(1)
  const elsewhere = await browser.newContext({ ...(baseURL ? { baseURL } : {}), locale: 'zh-CN' })
  await signInAs(elsewhere, baseURL ?? '', 'manager')
  const other = new GrantComposerPage(await elsewhere.newPage())
  await other.page.goto(address)
  await expect(other.reason).toHaveValue('合同 120')
  await other.planned(3)
  await elsewhere.close()

  await composer.submit.click()
  await expect(page.getByRole('heading', { name: /已核实/ }).first()).toBeVisible({ timeout: 30_000 })
  const sent = (await writesTo(choice.appids, since)).map((entry) => JSON.parse(entry.body))
  expect(sent.map((body) => [body.authorized_appid, body.drama_id])).toEqual([
    [choice.appids[0], choice.dramaIds.map(Number)],
    [choice.appids[1], [Number(choice.dramaIds[0])]],
  ])
  await page.goto(address)
  await expect(page.getByText(/这张变更单已提交，成为回执 R-\d+/)).toBeVisible()
  await page.getByRole('link', { name: /^打开回执 R-/ }).click()
  await expect(page).toHaveURL(/\/operations\//)
})

test('a whole row and a whole column are taken out and put back by their names', async ({ page }) => {
  const choice = await chooseFree(3, [8, 9])
  const composer = new GrantComposerPage(page)
  await composer.open()
  await composer.fill({ ...choice, reason: '合同 121' })
  await page.getByRole('button', { name: '30 天' }).click()
  await composer.planned(6)
  await composer.matrix.getByTitle(choice.dramaIds[0] ?? '').click()
  await composer.planned(4)
  await composer.matrix.getByRole('columnheader').last().click()
  await composer.planned(2)
  await composer.matrix.getByRole('columnheader').last().click()
  await composer.planned(5)
  await page.getByRole('button', { name: '全部放回' }).click()
  await composer.planned(6)
  await page.getByRole('button', { name: '行为小程序' }).click()
  await expect(composer.matrix.getByRole('rowheader')).toHaveCount(2)
})

test('what moved upstream since the preview is refused, marked and explained, with everything kept', async ({
  page,
}) => {
  const choice = await chooseFree(2, [35])
  const [appid = ''] = choice.appids
  const composer = new GrantComposerPage(page)
  await composer.open()
  await composer.fill({ ...choice, reason: '合同 122' })
  await page.getByRole('button', { name: '年末' }).click()
  const at = await composer.expiry.inputValue()
  await composer.planned(2)
  const since = await control.lastSeq()
  const outside = { drama_id: choice.dramaIds[1], authorized_appid: appid, authz_expire_time: secondsOf(at) }
  await control.changeWechat({ grants: { put: [outside] } })
  const slip = new URL(await composer.saved()).searchParams.get('slip')
  // Somebody else's preview has read the upstream since.
  expect((await page.request.get(`/api/grants/plan?slip=${slip}&fresh=1`)).ok()).toBe(true)
  await composer.submit.click()
  await expect(composer.slip.getByText('试算之后微信上的授权已有变化，没有发送任何请求。')).toBeVisible()
  await expect(page.getByText('与上次试算相比，1 格有变化，已在矩阵中标出')).toBeVisible()
  await expect(page.getByText('新增 → 已相同 1 格')).toBeVisible()
  await expect(composer.matrix.getByRole('gridcell', { name: /与上次试算不同$/ })).toHaveCount(1)
  await expect(composer.reason).toHaveValue('合同 122')
  expect(await writesTo([appid], since)).toEqual([])
  await composer.planned(1)
  await composer.submit.click()
  await expect(page.getByRole('heading', { name: /已核实/ }).first()).toBeVisible({ timeout: 30_000 })
  const [sent] = await writesTo([appid], since)
  expect(JSON.parse(sent?.body ?? '').drama_id.map(String)).toEqual([choice.dramaIds[0]])
})

test('two tabs on one slip do not overwrite each other', async ({ page, context }) => {
  const composer = new GrantComposerPage(page)
  await composer.open()
  await composer.reason.fill('第一版')
  const address = await composer.saved()
  const second = new GrantComposerPage(await context.newPage())
  await second.page.goto(address)
  await expect(second.reason).toHaveValue('第一版')

  await composer.reason.fill('第一版，改过')
  await expect
    .poll(async () => {
      await second.page.reload()
      return second.reason.inputValue()
    })
    .toBe('第一版，改过')
  await second.saved()
  await second.page.waitForLoadState('networkidle')
  await second.reason.fill('第二个标签页')
  await second.saved()
  await composer.reason.fill('第一个标签页')
  await expect(page.getByText(/这张变更单在别处有更新的保存/)).toBeVisible()
  await expect(composer.reason).toHaveValue('第一个标签页')
  await page.getByRole('button', { name: '把这里的另存为新变更单' }).click()
  await expect(page).not.toHaveURL(address)
  await second.page.reload()
  await expect(second.reason).toHaveValue('第二个标签页')
  await page.reload()
  await expect(composer.reason).toHaveValue('第一个标签页')
})

test('open slips are taken up again and put away', async ({ page }) => {
  const reason = `待续 ${Date.now()}`
  const composer = new GrantComposerPage(page)
  await composer.open()
  await composer.reason.fill(reason)
  await composer.saved()
  await page.goto('/grants/new')
  await expect(composer.reason).toHaveValue('')
  await page.getByRole('button', { name: /^未提交的变更单/ }).click()
  const line = composer.dialog.getByRole('listitem').filter({ hasText: reason })
  await line.getByRole('button', { name: /^放弃 S-/ }).click()
  await line.getByRole('button', { name: '撤销放弃' }).click()
  await line.getByRole('link', { name: '继续' }).click()
  await expect(composer.reason).toHaveValue(reason)
})

test('a sheet of pairs becomes exactly those cells, and its bad rows are named', async ({ page }) => {
  const choice = await chooseFree(2, [8, 9])
  const [first = '', second = ''] = choice.dramaIds
  const [one = '', two = ''] = choice.appids
  const csv = `剧目 ID,AppID,到期\n${first},${one},2027/3/31\n"${second} ",${two.toUpperCase()},2027年3月31日\n12a,${one},2027-03-31\n${first},${two},03/04/2027\n`
  const composer = new GrantComposerPage(page)
  await composer.open()
  await page.getByRole('button', { name: '导入表格' }).click()
  await composer.dialog
    .locator('input[type=file]')
    .setInputFiles({ name: '授权.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) })
  await expect(composer.dialog.getByText('不是剧目 ID')).toBeVisible()
  await expect(composer.dialog.getByText('分不清日和月，请写成 2027-03-31')).toBeVisible()
  await composer.dialog.getByRole('button', { name: '导入 2 行' }).click()
  await expect(composer.expiry).toHaveValue('2027-03-31 23:59')
  await composer.reason.fill('表格导入')
  await composer.planned(2)
  await expect(composer.count('removed')).toHaveText('2')
})
