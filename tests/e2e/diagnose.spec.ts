import { DiagnosePage } from '@/tests/pages/diagnose-page'
import { signInAs } from '@/tests/pages/sign-in-page'
import { chooseFree, control } from './grant-choice'
import { expect, test } from './test'

test.beforeEach(async ({ context, baseURL }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await signInAs(context, baseURL ?? '', 'support')
})

const inDays = (days: number) => Math.ceil(Date.now() / 1000 + days * 86_400)

test('support asks by name, is told that there is no grant, and copies what the partner may know', async ({ page }) => {
  const { dramaIds, appids } = await chooseFree(1, [14])
  const [dramaId = '', appid = ''] = [dramaIds[0], appids[0]]
  const { licensees, dramas } = await control.wechat()
  const drama = dramas.find((one) => one.drama_id === dramaId)
  const since = await control.lastSeq()
  const diagnose = new DiagnosePage(page)
  await diagnose.open()
  await diagnose.licensee.fill(licensees.find((one) => one.appid === appid)?.name ?? '')
  await page.getByRole('option').filter({ hasText: appid }).click()
  await diagnose.drama.fill(dramaId)
  await page.getByRole('option').filter({ hasText: dramaId }).click()
  await diagnose.submit.click()

  await expect(diagnose.headline).toHaveText('没有授权给这个小程序', { timeout: 20_000 })
  await expect(page).toHaveURL(new RegExp(`appid=${appid}.*drama=${dramaId}`))
  await expect(diagnose.checks).toHaveCount(8)
  await expect(diagnose.check('剧目存在')).toContainText('属于本账号')
  await expect(diagnose.check('剧目授权').getByRole('img', { name: '不通过', exact: true })).toBeVisible()
  await expect(page.getByRole('button', { name: '授权这部剧目' })).toHaveCount(0)
  await diagnose.answer.getByRole('button', { name: '复制答复' }).click()
  const copied = await page.evaluate(() => navigator.clipboard.readText())
  expect(copied).toContain(`《${drama?.name}》目前没有授权给贵方小程序 ${appid}`)
  await diagnose.answer.getByRole('button', { name: 'English' }).click()
  await expect(diagnose.answer.getByText(/^Hello, .* is not granted to your mini program/)).toBeVisible()
  const sent = await control.journal({ since, upstream: 'wechat' })
  expect(sent.filter((entry) => /authorize(drama|app)$/.test(entry.path))).toEqual([])
})

test('a live grant plays, an ended one is the headline, an account grant stands in for both', async ({ page }) => {
  const { dramaIds, appids } = await chooseFree(1, [15])
  const subject = { dramaId: dramaIds[0] ?? '', appid: appids[0] ?? '' }
  const grant = { drama_id: subject.dramaId, authorized_appid: subject.appid }
  const diagnose = new DiagnosePage(page)
  await control.changeWechat({ grants: { put: [{ ...grant, authz_expire_time: inDays(90) }] } })
  await diagnose.open(subject)
  await expect(diagnose.headline).toHaveText('没有发现问题，应当可以播放')
  await control.changeWechat({ grants: { put: [{ ...grant, authz_expire_time: inDays(-3) }] } })
  await diagnose.open(subject)
  await expect(diagnose.headline).toHaveText(/授权已于 .* 到期/)
  await control.changeWechat({ appGrants: { put: [{ authorized_appid: subject.appid, authz_expire_time: 0 }] } })
  try {
    await diagnose.open(subject)
    await expect(diagnose.headline).toHaveText('没有发现问题，应当可以播放')
    await expect(diagnose.check('账号授权')).toContainText('永久有效')
  } finally {
    await control.changeWechat({
      appGrants: { remove: [{ authorized_appid: subject.appid }] },
      grants: { remove: [grant] },
    })
  }
})

test('what WeChat does not answer is unknown, never a verdict', async ({ page }) => {
  const { dramaIds, appids } = await chooseFree(1, [16])
  const subject = { dramaId: dramaIds[0] ?? '', appid: appids[0] ?? '' }
  await control.fault({
    upstream: 'wechat',
    path: 'getauthorizeobjects',
    kind: 'http',
    status: 502,
    times: 4,
    bodyIncludes: subject.appid,
  })
  const diagnose = new DiagnosePage(page)
  await diagnose.open(subject)
  await expect(diagnose.headline).toHaveText(/没有读到，还不能下结论/)
  await expect(diagnose.check('剧目授权').getByRole('img', { name: '未知' })).toBeVisible()
  await control.clearFaults()
})

test('a mistyped appid is told on its field, and what was typed stays', async ({ page }) => {
  await page.goto('/diagnose?appid=wx123&drama=abc')
  const diagnose = new DiagnosePage(page)
  await expect(page.getByText('AppID 应为 wx 加 16 位小写十六进制')).toBeVisible()
  await expect(page.getByText('剧目 ID 应为一串数字')).toBeVisible()
  await expect(diagnose.licensee).toHaveValue('wx123')
  await expect(diagnose.drama).toHaveValue('abc')
})

test('it fits a phone', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  const { dramaIds, appids } = await chooseFree(1, [17])
  const diagnose = new DiagnosePage(page)
  await diagnose.open({ dramaId: dramaIds[0] ?? '', appid: appids[0] ?? '' })
  await expect(diagnose.headline).toBeVisible()
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0)
})
