import type { Page } from '@playwright/test'
import type { SandboxControl } from '../sandbox-control.ts'

/**
 * Somebody works past the desk: a grant is taken away in WeChat's own console, and a channel that asked for a code lets
 * everybody in. The desk reads both again and finds out.
 */
export async function changeOutside(page: Page, control: SandboxControl): Promise<void> {
  const { grants, appGrants } = await control.wechat()
  const covered = new Set(appGrants.map((grant) => grant.authorized_appid))
  const later = Date.now() / 1000 + 60 * 86_400
  const lost = grants.find((one) => one.authz_expire_time > later && !covered.has(one.authorized_appid))
  if (!lost) throw new Error('The sandbox has no grant to take away.')
  await control.changeWechat({ grants: { remove: [lost] } })
  await page.goto(`/drift?appid=${lost.authorized_appid}`)
  await page.getByRole('button', { name: '现在核对' }).click()
  await page.getByRole('row').filter({ hasText: lost.drama_id }).waitFor({ timeout: 60_000 })

  const { channels } = await control.polyv()
  const opened = channels.find(
    ({ ranks, followsGlobal }) =>
      followsGlobal === 'N' && ranks[1].enabled === 'Y' && ranks[1].authType === 'code' && ranks[2].enabled !== 'Y',
  )
  if (!opened) throw new Error('The sandbox has no channel behind a code.')
  const address = `/channels/${opened.channelId}`
  await page.goto(address, { waitUntil: 'networkidle' })
  await control.changePolyv({ channelId: opened.channelId, rank: 1, fields: { authType: 'public' } })
  await page.goto(address, { waitUntil: 'networkidle' })
  await page.getByText('这个频道在本台之外被改过').first().waitFor()
}
