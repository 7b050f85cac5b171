import type { Page } from '@playwright/test'

export async function selectChannels(page: Page): Promise<void> {
  for (const index of [1, 2, 4]) await page.locator('main table [role=checkbox]').nth(index).click()
}

export async function planChange(page: Page): Promise<void> {
  await selectChannels(page)
  await page.getByRole('button', { name: /^(应用改动|Apply a change)$/ }).click()
  await setDoor(page)
  await page.getByRole('button', { name: /^(试算 3 个频道|Plan for 3 channels)$/ }).click()
  await page.locator('#field-reason').waitFor()
}

export async function setDoor(page: Page): Promise<void> {
  await page
    .getByRole('radio', { name: /^(设为|Set to)$/ })
    .first()
    .click()
  await page
    .getByRole('radio', { name: /^(公开|Public)/ })
    .first()
    .check({ force: true })
}

/** Polyv is read on the spot, at the account's rate. */
export async function awaitChecks(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^(打印|Print)$/, disabled: false }).waitFor()
}

/** The notice opened for writing, one word typed, compared with what is stored. */
export async function openNotice(page: Page): Promise<void> {
  const door = page.getByRole('region', { name: /^(主要条件|Primary condition)$/ })
  const notice = door.getByRole('switch', { name: /^(隐私声明|Privacy notice)$/ })
  await page.waitForLoadState('networkidle')
  if (!(await notice.isChecked())) await notice.click()
  const text = door.getByRole('textbox', { name: /^(隐私声明内容|Text of the privacy notice)$/ })
  await text.press('Control+End')
  await text.pressSequentially(' 30')
}

/** A registration with a drop-down among its rows. */
export async function openInfo(page: Page): Promise<void> {
  const door = page.getByRole('region', { name: /^(主要条件|Primary condition)$/ })
  await page.waitForLoadState('networkidle')
  await door.getByRole('button', { name: /^(添加登记项|Add a field)$/ }).click()
  await door
    .getByRole('textbox', { name: /^(名称|Label)$/ })
    .last()
    .fill('城市')
}

export async function editChannel(page: Page): Promise<void> {
  const price = page.getByLabel(/^(价格|Price)/).first()
  await page.waitForLoadState('networkidle')
  await price.fill('39.90')
  await price.blur()
}

/** Another editor changed the price and the title meanwhile, as the live check tells the form. */
export async function openMerge(page: Page): Promise<void> {
  await editChannel(page)
  await page.route('**/api/channels/*/checks?*', async (route) => {
    const url = new URL(route.request().url())
    url.searchParams.set('base', 'another')
    const response = await route.fetch({ url: url.href, maxRetries: 3 })
    const checks = await response.json()
    for (const rank of ['primary', 'secondary']) {
      const { pay } = checks.channel.base[rank].form.drafts
      Object.assign(pay, { price: '29.90', title: `${pay.title}（晚场）` })
    }
    await route.fulfill({ response, json: checks })
  })
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
  await page.getByRole('button', { name: /^(合并两边的改动|Merge both sides)$/ }).click()
  await page.getByRole('dialog').waitFor()
}

export async function editDefault(page: Page): Promise<void> {
  const hint = page.getByLabel(/^(提示文字|Hint)/).first()
  await page.waitForLoadState('networkidle')
  await hint.fill('凭会员短信里的验证码进入')
  await hint.blur()
}
