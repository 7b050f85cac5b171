import type { Locator, Page } from '@playwright/test'
import {
  awaitChecks,
  editChannel,
  editDefault,
  openInfo,
  openMerge,
  openNotice,
  planChange,
  selectChannels,
  setDoor,
} from './channel-acts.ts'
import { openDock } from './dock-acts.ts'
import { awaitCounts, openViewDialog, peekFirst, unfoldFirst } from './explorer-acts.ts'
import { openHelp, openHelpList } from './help-acts.ts'
import { chooseSheet, openLicenseeForm } from './licensee-acts.ts'
import type { Places } from './places.ts'
import { openHold, openStream } from './settings-acts.ts'
import { askForExport, openShareDialog, openShared } from './share-acts.ts'
import { versionScreens } from './version-screens.ts'

export type Role = 'admin' | 'manager' | 'support'
export type Screen = {
  name: string
  /** Who looks; null is somebody not signed in. */
  as: Role | null
  path: (places: Places) => string
  /** What the person does before the picture. */
  act?: (page: Page) => Promise<void>
}

const at = (name: string, path: string, as: Role | null = 'admin'): Screen => ({ name, as, path: () => path })

/** Every screen of the desk, in the order of the rail. */
export const screens: readonly Screen[] = [
  at('sign-in', '/sign-in', null),
  at('invitation-dead', '/invite/a-link-that-was-never-made', null),
  at('today', '/'),
  at('today-manager', '/', 'manager'),
  at('today-support', '/', 'support'),
  at('grants', '/grants'),
  { name: 'grants-selected', as: 'manager', path: () => '/grants', act: selectGrants },
  at('grants-by-licensee', '/grants?group=licensee&state=month', 'manager'),
  at('revoke', '/grants/revoke?all=1&state=lapsed', 'manager'),
  at('revoke-nothing', '/grants/revoke', 'manager'),
  at('revoke-support', '/grants/revoke?all=1&state=lapsed', 'support'),
  at('replace-nothing', '/grants/replace', 'manager'),
  at('account-grants', '/grants/accounts', 'manager'),
  at('account-grants-support', '/grants/accounts', 'support'),
  at('account-grant-choose', '/grants/accounts/new', 'manager'),
  { name: 'account-grant', as: 'manager', path: () => '/grants/accounts/new', act: chooseLicensee },
  { name: 'account-revoke', as: 'manager', path: () => '/grants/accounts', act: revokeFirstAccount },
  at('grant-empty', '/grants/new', 'manager'),
  { name: 'grant', as: 'manager', path: () => '/grants/new', act: composeGrant },
  at('grant-support', '/grants/new', 'support'),
  at('licensees', '/licensees'),
  at('licensees-none', '/licensees?q=nothing-like-this', 'support'),
  { name: 'licensee-new', as: 'manager', path: () => '/licensees', act: openLicenseeForm },
  { name: 'licensee', as: 'manager', path: (places) => places.licensee },
  { name: 'licensee-refused', as: 'support', path: (places) => places.refusedLicensee },
  at('licensee-import', '/licensees/import', 'manager'),
  { name: 'licensee-import-rows', as: 'manager', path: () => '/licensees/import', act: chooseSheet },
  at('dramas', '/dramas'),
  at('dramas-filtered', '/dramas?state=taken_down&sort=name', 'support'),
  at('dramas-none', '/dramas?q=nothing-like-this', 'manager'),
  { name: 'drama', as: 'manager', path: (places) => places.drama },
  { name: 'drama-support', as: 'support', path: (places) => places.drama },
  at('diagnose', '/diagnose', 'support'),
  at('diagnose-refused', '/diagnose?appid=wx123&drama=abc', 'support'),
  at('expiring', '/expiring', 'manager'),
  {
    name: 'expiring-chosen',
    as: 'manager',
    path: () => `/expiring?from=${beijingDay(3)}&to=${beijingDay(9)}`,
  },
  at('expiring-agenda', '/expiring?view=agenda&range=90', 'support'),
  at('expiring-ended', '/expiring?view=ended', 'support'),
  at('drift', '/drift', 'manager'),
  at('drift-closed', '/drift?view=closed', 'support'),
  {
    name: 'diagnose-unknown',
    as: 'support',
    path: () => '/diagnose?appid=wx00000000000000aa&drama=999999',
    act: awaitAnswer,
  },
  { name: 'diagnosis', as: 'manager', path: (places) => places.diagnosis, act: awaitAnswer },
  { name: 'diagnosis-refused', as: 'support', path: (places) => places.refusedDiagnosis, act: awaitAnswer },
  at('channels', '/channels'),
  { name: 'channels-selected', as: 'manager', path: () => '/channels', act: selectChannels },
  at('channels-none', '/channels?q=nothing-like-this', 'support'),
  at('apply-choose', '/channels/apply', 'manager'),
  { name: 'apply', as: 'manager', path: () => '/channels', act: planChange },
  at('templates', '/channels/templates', 'manager'),
  { name: 'template-new', as: 'manager', path: () => '/channels/templates/new', act: setDoor },
  at('schedules', '/channels/schedules', 'manager'),
  at('schedules-over', '/channels/schedules?state=over', 'support'),
  { name: 'preflight', as: 'support', path: () => '/channels/preflight', act: awaitChecks },
  { name: 'channel', as: 'manager', path: (places) => places.channel },
  { name: 'channel-edited', as: 'manager', path: (places) => places.channel, act: editChannel },
  { name: 'channel-merge', as: 'manager', path: (places) => places.channel, act: openMerge },
  at('account-default', '/channels/default'),
  { name: 'account-default-edited', as: 'admin', path: () => '/channels/default', act: editDefault },
  at('account-default-manager', '/channels/default', 'manager'),
  { name: 'channel-notice', as: 'manager', path: (places) => places.phoneChannel, act: openNotice },
  { name: 'channel-info', as: 'manager', path: (places) => places.infoChannel, act: openInfo },
  { name: 'channel-support', as: 'support', path: (places) => places.channel },
  ...versionScreens,
  { name: 'whitelist', as: 'manager', path: (places) => places.whitelist, act: tickMembers },
  { name: 'whitelist-empty', as: 'manager', path: (places) => places.emptyWhitelist },
  { name: 'whitelist-support', as: 'support', path: (places) => places.whitelist },
  { name: 'whitelist-clear', as: 'manager', path: (places) => places.whitelist, act: askToEmpty },
  {
    name: 'whitelist-import',
    as: 'manager',
    path: (places) => places.whitelist.replace('/whitelist', '/whitelist/import'),
    act: chooseMembers,
  },
  at('integrity', '/audit/integrity', 'support'),
  at('exports', '/audit/exports?who=all', 'support'),
  at('shares', '/audit/shares', 'support'),
  { name: 'export-dialog', as: 'support', path: () => '/audit?q=HT-2026-118', act: askForExport },
  { name: 'share-dialog', as: 'support', path: (places) => places.partialReceipt, act: openShareDialog },
  { name: 'share-receipt', as: 'support', path: (places) => places.partialReceipt, act: openShared },
  { name: 'share-event', as: 'support', path: (places) => places.event, act: openShared },
  at('share-closed', '/share/a-link-that-was-never-made', null),
  at('receipts', '/operations'),
  { name: 'receipt-condition', as: 'manager', path: (places) => places.conditionReceipt },
  { name: 'receipt-grant', as: 'manager', path: (places) => places.grantReceipt },
  { name: 'receipt-partial', as: 'manager', path: (places) => places.partialReceipt },
  { name: 'receipt-licensees', as: 'support', path: (places) => `${places.partialReceipt}?by=licensee` },
  { name: 'receipt-retry', as: 'manager', path: (places) => `${places.partialReceipt}/retry`, act: chooseCause },
  { name: 'receipt-retry-support', as: 'support', path: (places) => `${places.partialReceipt}/retry` },
  { name: 'receipt-nothing-to-retry', as: 'manager', path: (places) => `${places.grantReceipt}/retry` },
  { name: 'receipt-print', as: 'manager', path: (places) => `${places.partialReceipt}/print` },
  at('receipts-none', '/operations?verdict=unanswered'),
  { name: 'audit', as: 'admin', path: () => '/audit', act: awaitCounts },
  {
    name: 'audit-query',
    as: 'support',
    path: () => '/audit?q=outcome%3Afailed%2Cpartial+-actor%3Asystem%3Asweep+created%3A30d',
    act: awaitCounts,
  },
  { name: 'audit-filtered', as: 'support', path: () => '/audit?q=HT-2026-118', act: unfoldFirst },
  at('audit-none', '/audit?q=nothing-like-this+outcome%3Afailed', 'support'),
  at('audit-problems', '/audit?q=colour%3Ared+created%3A2026-02-30+outcome%3Aodd+%22open', 'support'),
  { name: 'audit-save', as: 'support', path: () => '/audit?q=outcome%3Afailed', act: openViewDialog },
  { name: 'audit-peek', as: 'support', path: () => '/audit?q=action%3Achannel.*', act: peekFirst },
  {
    name: 'channel-timeline',
    as: 'support',
    path: (places) => places.channel.replace(/(?=\?|$)/, '/timeline'),
  },
  { name: 'event', as: 'support', path: (places) => places.event },
  at('connections', '/settings/connections'),
  { name: 'connection', as: 'admin', path: (places) => places.connection },
  at('connection-new', '/settings/connections/new'),
  at('people', '/settings/people'),
  at('people-support', '/settings/people', 'support'),
  at('retention', '/settings/retention'),
  at('retention-support', '/settings/retention', 'support'),
  { name: 'retention-hold', as: 'admin', path: () => '/settings/retention', act: openHold },
  at('streaming', '/settings/streaming'),
  { name: 'streaming-new', as: 'admin', path: () => '/settings/streaming', act: openStream },
  at('account', '/settings/account', 'manager'),
  at('design', '/settings/design'),
  { name: 'palette', as: 'manager', path: () => '/', act: (page) => callPalette(page, 'sq') },
  { name: 'palette-found', as: 'support', path: () => '/', act: findByPinyin },
  { name: 'help', as: 'support', path: () => '/audit', act: openHelp },
  { name: 'help-list', as: 'manager', path: () => '/grants/new', act: openHelpList },
  { name: 'key-map', as: 'support', path: () => '/', act: openKeyMap },
  at('missing', '/operations/R-999999999'),
  at('nowhere', '/no-such-page'),
  { name: 'dock', as: 'manager', path: () => '/dramas', act: openDock },
]

const beijingDay = (days: number) =>
  new Date(Date.now() + (8 * 60 + days * 24 * 60) * 60_000).toISOString().slice(0, 10)

async function tickMembers(page: Page): Promise<void> {
  const boxes = page.locator('main table').getByRole('checkbox')
  await boxes.nth(2).click()
  await boxes.nth(4).click({ modifiers: ['Shift'] })
  await page.getByRole('button', { name: /^(移出 3 人|Take off 3)$/ }).waitFor()
}

async function askToEmpty(page: Page): Promise<void> {
  await page
    .locator('main')
    .getByRole('button', { name: /^(更多操作|More)$/ })
    .click()
  await page.getByRole('menuitem').last().click()
  await page.getByRole('dialog').waitFor()
}

async function chooseMembers(page: Page): Promise<void> {
  const rows = [
    '昵称（备注）,手机号',
    '林知夏,138 0001 0001',
    '周宁,+86-13800010002',
    '吴帆,１３８０００１０００３',
    '郑浩然,13800010002',
    '冯晓燕,',
    '陈子墨,=VLOOKUP(A2)',
    ',VIP-0118',
  ]
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: '会员日名单.csv', mimeType: 'text/csv', buffer: Buffer.from(rows.join('\r\n')) })
  await page.getByRole('button', { name: /^(预览 4 行|Preview 4 rows)$/ }).click()
  await page.locator('dl').first().waitFor()
}

/** WeChat is asked on the spot, a call at a time. */
async function awaitAnswer(page: Page): Promise<void> {
  await page.locator('[data-part="answer"]').waitFor()
}

async function composeGrant(page: Page): Promise<void> {
  await tick(page.locator('[data-part="dramas"]'), 14)
  await tick(page.locator('[data-part="licensees"]'), 12)
  await page.getByRole('button', { name: /^(年末|Year end)$/ }).click()
  await page.locator('#field-reason').fill('HT-2026-121')
  await page.getByRole('button', { name: /^(提交并核实|Submit and verify) \d/ }).waitFor()
}

async function callPalette(page: Page, text: string): Promise<void> {
  await page.waitForLoadState('networkidle')
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').getByRole('combobox').fill(text)
  await page.getByRole('option').first().waitFor()
}

async function findByPinyin(page: Page): Promise<void> {
  await callPalette(page, 'banpo')
  await page.getByRole('option').filter({ hasText: '半坡' }).first().waitFor()
}

async function openKeyMap(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle')
  await page.keyboard.press('?')
  await page.getByRole('dialog').getByRole('switch').waitFor()
}

async function selectGrants(page: Page): Promise<void> {
  for (const index of [1, 2, 3]) await page.locator('main table [role=checkbox]').nth(index).click()
}

async function chooseLicensee(page: Page): Promise<void> {
  await page.locator('main a[href*="/accounts/new"][href*="appid=wx"]').first().click()
  await page.locator('#field-expiry').waitFor()
}

async function revokeFirstAccount(page: Page): Promise<void> {
  await page.locator('main a[href*="/grants/accounts/revoke"]').first().click()
  await page.locator('#field-reason').waitFor()
}

/** Only the rows in view are there; ticking the next one brings more. */
async function tick(part: Locator, count: number): Promise<void> {
  const next = part.locator('tbody').getByRole('checkbox', { disabled: false, checked: false }).first()
  for (let done = 0; done < count; done += 1) await next.click()
  await part.evaluate((node) => {
    for (const element of node.querySelectorAll('*')) element.scrollTop = 0
  })
}

async function chooseCause(page: Page): Promise<void> {
  await page.getByRole('checkbox').first().click()
  await page.getByRole('table').first().waitFor()
}
