import type { BrowserContext } from '@playwright/test'
import { DockPage } from '@/tests/pages/dock-page'
import { signInAs } from '@/tests/pages/sign-in-page'
import { joinAs } from './own-person'
import { expect, test } from './test'

let theirs: BrowserContext

test.beforeEach(async ({ browser, baseURL }) => {
  theirs = await joinAs(browser, baseURL ?? '', '经理')
})
test.afterEach(() => theirs.close())

test('what is picked on two lists meets on one slip that stays in sight, and survives a reload', async () => {
  const page = await theirs.newPage()
  const dock = new DockPage(page)
  await page.goto('/dramas')
  await expect(dock.dock).toHaveCount(0)
  await dock.tick(3)
  await dock.add('选入新变更单')
  await expect(dock.said(/现在 3 部剧目，还没有小程序/)).toBeVisible()
  await expect(dock.figures()).toHaveText(['3', '0', '0'])

  await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '被授权方' }).click()
  await expect(page.getByRole('heading', { level: 1, name: '被授权方' })).toBeVisible()
  await expect(dock.figures(), 'the dock comes along').toHaveText(['3', '0', '0'])
  await dock.tick(2)
  await dock.add(/^选入 S-\d+$/)
  await expect(dock.said(/现在 3 × 2 = 6 格/)).toBeVisible()
  await expect(dock.figures()).toHaveText(['3', '2', '6'])
  await dock.add(/^选入 S-\d+$/)
  await expect(dock.said(/都已在 S-\d+ 上，仍是 3 × 2 = 6 格/)).toBeVisible()

  await page.reload()
  await expect(dock.figures()).toHaveText(['3', '2', '6'])
  await dock.current.getByRole('link', { name: /^继续 S-\d+$/ }).click()
  await expect(page).toHaveURL(/\/grants\/new\?slip=/)
  await expect(page.getByRole('complementary', { name: '变更单' }), 'one slip on screen, not two').toHaveCount(1)
  await expect(
    page.getByRole('region', { name: '被授权方', exact: true }).getByText('2', { exact: true }).first(),
  ).toBeVisible()
  await page.getByLabel('原因或工单号').fill('合同 131 首批')
  await expect(page.getByText(/^已自动保存/)).toBeVisible()
  await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '审计' }).click()
  await expect(dock.current.getByText('合同 131 首批')).toBeVisible()
})

test('it is opened, collapsed and given the focus back by key, and stays as it was left', async () => {
  const page = await theirs.newPage()
  const dock = new DockPage(page)
  await page.goto('/dramas')
  await dock.tick(1)
  await dock.add('选入新变更单')
  await expect(dock.current).toBeVisible()
  await dock.collapse.focus()
  await page.keyboard.press('Escape')
  await expect(dock.tab).toBeFocused()
  await page.goto('/operations')
  await expect(dock.tab).toBeVisible()
  await expect(dock.current).toHaveCount(0)
  await dock.tab.focus()
  await page.keyboard.press('Enter')
  await expect(dock.collapse).toBeFocused()
  await page.goto('/channels')
  await expect(dock.current).toBeVisible()
})

test('a discarded slip comes back by one press; another one becomes the current one', async () => {
  const page = await theirs.newPage()
  const dock = new DockPage(page)
  await page.goto('/dramas')
  await dock.tick(1)
  await dock.add('选入新变更单')
  await expect(dock.figures()).toHaveText(['1', '0', '0'])
  await dock.tick(2)
  await dock.add('另起一张')
  const choose = dock.dock.getByRole('button', { name: /^把 S-\d+ 设为当前$/ })
  await expect(choose).toHaveCount(1)
  const name = await dock.current.getAttribute('aria-label')
  await choose.click()
  await expect(dock.current).not.toHaveAttribute('aria-label', name ?? '')
  await dock.current.getByRole('button', { name: /^放弃 S-\d+$/ }).click()
  await expect(dock.current).toHaveAttribute('aria-label', name ?? '')
  const undo = dock.dock.getByRole('button', { name: /^撤销放弃 S-\d+$/ })
  await expect(undo).toBeFocused()
  await undo.click()
  await expect(choose).toHaveCount(1)
  await expect(undo).toHaveCount(0)
})

test('two windows add to one slip and neither loses what the other added', async () => {
  const [first, second] = [await theirs.newPage(), await theirs.newPage()]
  const [one, two] = [new DockPage(first), new DockPage(second)]
  await first.goto('/dramas')
  await one.tick(1)
  await one.add('选入新变更单')
  await expect(one.figures()).toHaveText(['1', '0', '0'])
  await second.goto('/licensees')
  await two.tick(2)
  await one.tick(3)
  await Promise.all([one.add(/^选入 S-\d+$/), two.add(/^选入 S-\d+$/)])
  await expect(one.said(/已选入|都已在/)).toBeVisible()
  await expect(two.said(/已选入/)).toBeVisible()
  await second.reload()
  await expect(two.figures()).toHaveText(['3', '2', '6'])
})

test('support, who grants nothing, is shown no dock and no boxes to tick', async ({ context, page, baseURL }) => {
  await signInAs(context, baseURL ?? '', 'support')
  await page.goto('/licensees')
  await expect(page.getByRole('table')).toBeVisible()
  await expect(page.locator('main tbody').getByRole('checkbox')).toHaveCount(0)
  await expect(new DockPage(page).dock).toHaveCount(0)
})
