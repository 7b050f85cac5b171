import type { Page } from '@playwright/test'
import { signInAs } from '@/tests/pages/sign-in-page'
import type { WechatState } from '@/tests/sandbox-control'
import { control } from './grant-choice'
import { expect, test } from './test'

type Held = WechatState['grants'][number]

test.beforeEach(async ({ context, baseURL }) => {
  await signInAs(context, baseURL ?? '', 'manager')
})

/** A grant in force for months at the licensee of this place, and what is playable there but not granted. */
async function chooseHeld(place: number): Promise<{ grant: Held; free: string }> {
  const state = await control.wechat()
  const covered = new Set(state.appGrants.map((grant) => grant.authorized_appid))
  const playable = state.dramas.filter((drama) => drama.status === 0 && drama.audit_detail?.status === 3)
  const soon = Date.now() / 1000 + 60 * 86_400
  const able = state.licensees.filter(({ appid, hasCategory }) => hasCategory && !covered.has(appid))
  const appid = able[place]?.appid
  const own = state.grants.filter((grant) => grant.authorized_appid === appid)
  const grant = own.find(
    ({ drama_id, authz_expire_time }) =>
      authz_expire_time > soon && playable.some((drama) => drama.drama_id === drama_id),
  )
  const free = playable.find((drama) => own.every(({ drama_id }) => drama_id !== drama.drama_id))?.drama_id
  if (!grant || !free) throw new Error(`licensee ${place} has no grant to change`)
  return { grant, free }
}

async function checkNow(page: Page, appid: string): Promise<void> {
  await page.goto(`/drift?appid=${appid}`)
  await page.getByRole('button', { name: '现在核对' }).click()
}

test('a grant taken away outside is found with its kind, and restored by a previewed slip', async ({ page }) => {
  const { grant } = await chooseHeld(30)
  const appid = grant.authorized_appid
  await control.changeWechat({ grants: { remove: [grant] } })
  await checkNow(page, appid)
  const row = page.getByRole('row').filter({ hasText: grant.drama_id })
  await expect(row).toContainText('没有授权', { timeout: 30_000 })
  await expect(page.getByRole('row', { name: /上游少了/ })).toBeVisible()
  const since = await control.lastSeq()
  await row.getByRole('button', { name: '恢复' }).click()
  await expect(page).toHaveURL(/\/grants\/new\?slip=/, { timeout: 20_000 })
  expect(await control.journal({ since, path: '/authorizedrama' })).toEqual([])
  await page.getByLabel('原因或工单号').fill('恢复外部误删')
  const submit = page.getByRole('button', { name: /^提交并核实 1 格/ })
  await expect(submit).toBeEnabled({ timeout: 20_000 })
  await submit.click()
  await expect(page).toHaveURL(/\/operations\//)
  await expect(page.getByRole('heading', { name: /已核实/ }).first()).toBeVisible({ timeout: 30_000 })
  const { grants } = await control.wechat()
  const restored = grants.find((held) => held.drama_id === grant.drama_id && held.authorized_appid === appid)
  expect(restored?.authz_expire_time).toBe(Math.floor(grant.authz_expire_time / 60) * 60)
  await page.goto(`/drift?view=closed&appid=${appid}`)
  await expect(page.getByRole('row').filter({ hasText: grant.drama_id })).toContainText('由本台办理了结')
})

test('a grant nobody here gave is accepted with a reason, and stays accepted', async ({ page }) => {
  const { grant, free } = await chooseHeld(31)
  const appid = grant.authorized_appid
  await control.changeWechat({
    grants: { put: [{ drama_id: free, authorized_appid: appid, authz_expire_time: grant.authz_expire_time }] },
  })
  await checkNow(page, appid)
  const row = page.getByRole('row').filter({ hasText: free })
  await expect(row).toContainText('本台没有记录', { timeout: 30_000 })
  await expect(row.getByRole('button', { name: '恢复' })).toHaveCount(0)
  await expect(row.getByRole('link', { name: '撤销' })).toHaveAttribute(
    'href',
    new RegExp(`/grants/revoke?.*pairs=${free}@${appid}$`),
  )
  await row.getByRole('button', { name: '接受' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: '接受 1 项' }).click()
  await expect(dialog).toContainText('理由至少 2 个字')
  await dialog.getByRole('textbox', { name: '理由' }).fill('合作方直接在微信后台开通，已确认')
  await dialog.getByRole('button', { name: '接受 1 项' }).click()
  await expect(page.getByText('已接受 1 项')).toBeVisible()
  await expect(row).toHaveCount(0)
  await page.getByRole('button', { name: '现在核对' }).click()
  await expect(page.getByText('没有符合条件的外部变更')).toBeVisible()
  await page.goto(`/drift?view=closed&appid=${appid}`)
  await expect(page.getByRole('row').filter({ hasText: free })).toContainText('合作方直接在微信后台开通')
  await page.goto(`/audit?q=${free}`)
  await expect(page.getByText(/接受上游对/).first()).toBeVisible()
})

test('support reads outside changes and is offered nothing to change', async ({ page, context, baseURL }) => {
  await context.clearCookies()
  await signInAs(context, baseURL ?? '', 'support')
  await page.goto('/drift')
  await expect(page.getByText('你的角色可以查看外部变更，不能处理')).toBeVisible()
  await expect(page.getByRole('button', { name: '现在核对' })).toHaveCount(0)
  await expect(page.getByRole('checkbox')).toHaveCount(0)
})
