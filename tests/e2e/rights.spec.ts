import { GrantComposerPage } from '@/tests/pages/grant-composer-page'
import { ReceiptPage } from '@/tests/pages/receipt-page'
import { signInAs } from '@/tests/pages/sign-in-page'
import type { WechatState } from '@/tests/sandbox-control'
import { control } from './grant-choice'
import { expect, test } from './test'

test.beforeEach(async ({ context, baseURL }) => {
  await signInAs(context, baseURL ?? '', 'manager')
})
test.afterEach(async () => {
  await control.switches({ regrant: 'overwrite' })
})

const keyOf = (grant: WechatState['grants'][number]) => `${grant.drama_id}@${grant.authorized_appid}`
const whole = async () => {
  const { grants, appGrants } = await control.wechat()
  return {
    grants: new Map(grants.map((grant) => [keyOf(grant), grant.authz_expire_time])),
    accounts: new Map(appGrants.map((grant) => [grant.authorized_appid, grant.authz_expire_time])),
  }
}

type Whole = Awaited<ReturnType<typeof whole>>
const licenseeIn = (body: string): string => /"authorized_appid":\s*"(\w+)"/.exec(body)?.[1] ?? ''

/** The state without licensees that another test wrote to meanwhile: what is left is this test's doing or nobody's. */
async function apartFromOthers(since: number, appid: string): Promise<(state: Whole) => Whole> {
  const written = (await control.journal({ since, upstream: 'wechat' })).map(({ body }) => licenseeIn(body))
  const others = new Set(written.filter((other) => other !== appid))
  return ({ grants, accounts }) => ({
    grants: new Map([...grants].filter(([key]) => !others.has(key.split('@')[1] ?? ''))),
    accounts: new Map([...accounts].filter(([key]) => !others.has(key))),
  })
}

/** A licensee with enough grants and no account-level one, told apart by its place among them. */
async function holder(place: number, least: number): Promise<{ appid: string; keys: string[] }> {
  const { grants, accounts } = await whole()
  const byLicensee = Map.groupBy(grants.keys(), (key) => key.split('@')[1] ?? '')
  const able = [...byLicensee].filter(([appid, keys]) => keys.length >= least && !accounts.has(appid))
  const [appid = '', keys = []] = able[place] ?? []
  return { appid, keys }
}

const writesOf = async (since: number, name: string, appid: string) =>
  (await control.journal({ since, upstream: 'wechat' })).filter(
    (entry) => entry.path.endsWith(`/${name}`) && licenseeIn(entry.body) === appid,
  )

test('ticked grants are revoked, exactly those, and the receipt proves it', async ({ page }) => {
  const { appid, keys } = await holder(2, 4)
  const before = await whole()
  const since = await control.lastSeq()
  await page.goto(`/grants?appid=${appid}`)
  const rows = page.getByRole('region', { name: '授权列表' }).locator('tbody tr')
  await expect(rows).toHaveCount(keys.length)
  for (const index of [0, 1]) await rows.nth(index).getByRole('checkbox').click()
  const bar = page.getByRole('region', { name: '已选授权' })
  await expect(bar).toContainText('已选 2 条')
  await bar.getByRole('link', { name: '撤销…' }).click()
  await expect(page.getByRole('heading', { name: '撤销授权' })).toBeVisible()
  await page.getByRole('button', { name: '撤销 2 条' }).click()
  await expect(page.getByText('至少 2 个字')).toBeVisible()
  await page.getByLabel('原因或工单号').fill('合作到期')
  await page.getByRole('button', { name: '撤销 2 条' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '撤销 2 条' }).click()
  await expect(new ReceiptPage(page).verdict).toContainText('已核实', { timeout: 30_000 })
  await expect(page.getByText('已不在，一致').first()).toBeVisible()

  const [call, ...more] = await writesOf(since, 'deauthorizedrama', appid)
  expect(more).toEqual([])
  const revoked = JSON.parse(call?.body ?? '').drama_id.map((id: number) => `${id}@${appid}`)
  expect(revoked).toHaveLength(2)
  for (const key of revoked) before.grants.delete(key)
  const ours = await apartFromOthers(since, appid)
  expect(ours(await whole())).toEqual(ours(before))
})

test('all that match a filter need their count typed, and nothing else is touched', async ({ page }) => {
  const { appid, keys } = await holder(0, 10)
  const before = await whole()
  const since = await control.lastSeq()
  await page.goto(`/grants?appid=${appid}`)
  await page.getByRole('region', { name: '授权列表' }).locator('tbody tr').first().getByRole('checkbox').click()
  const bar = page.getByRole('region', { name: '已选授权' })
  await bar.getByRole('button', { name: `改选符合条件的全部 ${keys.length} 条` }).click()
  await expect(bar).toContainText(`已选符合条件的全部 ${keys.length} 条`)
  await bar.getByRole('link', { name: '撤销…' }).click()
  const act = page.getByRole('button', { name: `撤销 ${keys.length} 条` })
  await page.getByLabel('原因或工单号').fill('终止合作')
  await act.click()
  const confirm = page.getByRole('dialog').getByRole('button', { name: `撤销 ${keys.length} 条` })
  await expect(confirm).toBeDisabled()
  await page.getByRole('dialog').getByRole('textbox').fill(String(keys.length))
  await confirm.click()
  await expect(new ReceiptPage(page).verdict).toContainText('已核实', { timeout: 30_000 })
  for (const key of keys) before.grants.delete(key)
  const ours = await apartFromOthers(since, appid)
  expect(ours(await whole())).toEqual(ours(before))
})

test('renewing a selection opens a slip over exactly those grants', async ({ page }) => {
  const { appid } = await holder(3, 4)
  await page.goto(`/grants?appid=${appid}`)
  const rows = page.getByRole('region', { name: '授权列表' }).locator('tbody tr')
  for (const index of [0, 1, 2]) await rows.nth(index).getByRole('checkbox').click()
  await page.getByRole('region', { name: '已选授权' }).getByRole('button', { name: '续期或改期' }).click()
  await expect(page).toHaveURL(/\/grants\/new\?slip=/)
  await expect(new GrantComposerPage(page).slip).toContainText('3')
})

test('an expiry that did not take leads to revoke and grant anew, as a child of its receipt', async ({ page }) => {
  const { appid, keys } = await holder(4, 4)
  const state = await control.wechat()
  const playable = new Set(
    state.dramas
      .filter((drama) => drama.status === 0 && drama.audit_detail?.status === 3)
      .map(({ drama_id }) => drama_id),
  )
  const now = Date.now() / 1000
  const live = state.grants.find(
    (grant) => keys.includes(keyOf(grant)) && playable.has(grant.drama_id) && grant.authz_expire_time > now,
  )
  if (!live) throw new Error('nothing to move')
  await control.switches({ regrant: 'keep-old' })
  const composer = new GrantComposerPage(page)
  await composer.open()
  await composer.fill({ dramaIds: [live.drama_id], appids: [appid], reason: '延到明年' })
  await composer.expiry.fill('2029-03-31 23:59')
  await composer.planned(1)
  await composer.submit.click()
  const receipt = new ReceiptPage(page)
  await expect(receipt.verdict).toContainText('与上游不一致', { timeout: 30_000 })
  await page.getByRole('link', { name: '先撤销再授权…' }).click()
  await expect(page.getByText('空档')).toBeVisible()
  await page.getByLabel('原因或工单号').fill('到期未生效')
  await page.getByRole('button', { name: '先撤销再授权 1 条' }).click()
  await page.getByRole('dialog').getByRole('textbox').fill('1')
  const since = await control.lastSeq()
  await page.getByRole('dialog').getByRole('button', { name: '先撤销再授权 1 条' }).click()
  await expect(receipt.verdict).toContainText('已核实', { timeout: 30_000 })
  const calls = (await control.journal({ since, path: 'authorizedrama' }))
    .filter(({ body }) => licenseeIn(body) === appid)
    .map((entry) => entry.path.split('/').at(-1))
  expect(calls).toEqual(['deauthorizedrama', 'authorizedrama'])
  const held = (await whole()).grants.get(keyOf(live))
  expect(held).toBe(Date.parse('2029-03-31T23:59:00+08:00') / 1000)
})

test('the whole account is granted and taken back behind the typed AppID, and no drama grant moves', async ({
  page,
}) => {
  const { appid } = await holder(5, 3)
  const before = await whole()
  const since = await control.lastSeq()
  await page.goto('/grants')
  await page.getByRole('link', { name: /^账号级授权/ }).click()
  await page.getByRole('link', { name: '新建账号级授权' }).click()
  await expect(page.getByRole('heading', { name: '新建账号级授权' })).toBeVisible()
  await page.waitForLoadState('networkidle')
  await page.getByLabel('查找小程序').fill(appid)
  await page.getByRole('button', { name: '查找' }).click()
  await page.locator(`main a[href*="/accounts/new"][href*="appid=${appid}"]`).click()
  await expect(page.getByText('以后过审的每一部，也都自动能播')).toBeVisible()
  await page.getByLabel('到期时间').fill('2028-06-30 23:59')
  await page.getByLabel('原因或工单号').fill('年度框架')
  await page.getByRole('button', { name: '授权整个账号' }).click()
  const dialog = page.getByRole('dialog')
  const confirm = dialog.getByRole('button', { name: '授权整个账号' })
  await dialog.getByRole('textbox').fill(appid.slice(0, -1))
  await expect(confirm).toBeDisabled()
  await dialog.getByRole('textbox').fill(appid)
  await confirm.click()
  const receipt = new ReceiptPage(page)
  await expect(receipt.verdict).toContainText('已核实', { timeout: 30_000 })
  const granted = await whole()
  const asGranted = await apartFromOthers(since, appid)
  const accounts = new Map([...before.accounts, [appid, Date.parse('2028-06-30T23:59:00+08:00') / 1000]])
  expect(asGranted(granted)).toEqual(asGranted({ ...before, accounts }))

  await page.goto(`/grants/accounts?q=${appid}`)
  await page.getByRole('link', { name: '撤销…' }).click()
  await page.getByLabel('原因或工单号').fill('框架终止')
  await page.getByRole('button', { name: '撤销账号级授权' }).click()
  await dialog.getByRole('textbox').fill(appid)
  await dialog.getByRole('button', { name: '撤销账号级授权' }).click()
  await expect(receipt.verdict).toContainText('已核实', { timeout: 30_000 })
  const ours = await apartFromOthers(since, appid)
  expect(ours(await whole())).toEqual(ours(before))
  expect((await writesOf(since, 'authorizeapp', appid)).length).toBe(1)
  expect((await writesOf(since, 'deauthorizeapp', appid)).length).toBe(1)
})

test('support sees the effect of everything and can do none of it', async ({ browser, baseURL }) => {
  const { appid } = await holder(6, 3)
  const context = await browser.newContext({ ...(baseURL ? { baseURL } : {}), locale: 'zh-CN' })
  await signInAs(context, baseURL ?? '', 'support')
  const page = await context.newPage()
  await page.goto(`/grants?appid=${appid}`)
  await page.getByRole('region', { name: '授权列表' }).locator('tbody tr').first().getByRole('checkbox').click()
  const bar = page.getByRole('region', { name: '已选授权' })
  await expect(bar.getByText('续期和撤销要由经理或管理员来做')).toBeVisible()
  await expect(bar.getByRole('button', { name: '撤销…' })).toBeDisabled()
  await page.goto(`/grants/revoke?all=1&appid=${appid}`)
  await expect(page.getByText('客服可以查看影响，但不能提交')).toBeVisible()
  await expect(page.getByRole('button', { name: /^撤销 \d+ 条/ })).toBeDisabled()
  await page.goto('/grants/accounts')
  await expect(page.getByText('客服可以查看账号级授权')).toBeVisible()
  await expect(page.getByRole('link', { name: '撤销…' })).toHaveCount(0)
  await context.close()
})

test('on a phone the effect of a revocation is readable and can be submitted', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  const { appid } = await holder(7, 3)
  await page.goto(`/grants/revoke?all=1&appid=${appid}`)
  await expect(page.getByRole('button', { name: /^撤销 \d+ 条/ })).toBeEnabled()
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0)
})
