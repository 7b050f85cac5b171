import type { Page } from '@playwright/test'

/** Addresses that only the seeded story knows. */
export type Places = {
  conditionReceipt: string
  grantReceipt: string
  partialReceipt: string
  channel: string
  phoneChannel: string
  infoChannel: string
  changedChannel: string
  whitelist: string
  emptyWhitelist: string
  event: string
  connection: string
  licensee: string
  refusedLicensee: string
  drama: string
  diagnosis: string
  refusedDiagnosis: string
}

/** Reads the addresses of the story off the lists, the way an administrator would come to them. */
export async function findPlaces(page: Page): Promise<Places> {
  const hrefOf = async (path: string, selector: string, reason?: RegExp): Promise<string> => {
    await page.goto(path)
    const within = reason ? page.getByRole('row').filter({ hasText: reason }) : page.locator('main')
    const href = await within.last().locator(selector).first().getAttribute('href')
    if (!href) throw new Error(`${path} has no link ${selector}`)
    return href
  }
  const receipt = 'a[href^="/operations/R-"]'
  const channel = await hrefOf('/channels?q=4021046', 'a[href^="/channels/4021046"]')
  const conditionReceipt = await hrefOf('/operations', receipt, /会员日改价/)
  const drama = await hrefOf('/dramas?held=held', 'a[href^="/dramas/"]')
  const partialReceipt = await hrefOf('/operations', receipt, /补授权两部/)
  return {
    drama,
    refusedDiagnosis: await hrefOf(partialReceipt, 'a[href^="/diagnose?"]'),
    diagnosis: await hrefOf(drama, 'a[href^="/diagnose?"]'),
    conditionReceipt,
    changedChannel: (await hrefOf(conditionReceipt, 'a[href$="/versions"]')).replace(/\/versions$/, ''),
    grantReceipt: await hrefOf('/operations', receipt, /首批三部/),
    partialReceipt,
    channel,
    phoneChannel: await hrefOf('/channels?type=phone&rank=1', 'a[href^="/channels/402"]'),
    infoChannel: await hrefOf('/channels?type=info&rank=1', 'a[href^="/channels/402"]'),
    whitelist: whitelistOf(channel, 1),
    emptyWhitelist: whitelistOf(channel, 2),
    event: await hrefOf('/audit?q=HT-2026-118', '.ev-say > a'),
    licensee: await hrefOf('/licensees?q=重点', 'a.row-link'),
    refusedLicensee: await hrefOf('/licensees?refused=true', 'a.row-link'),
    connection: await hrefOf('/settings/connections', 'a[href^="/settings/connections/"]:not([href$="/new"])'),
  }
}

const whitelistOf = (channel: string, rank: 1 | 2): string => `${channel.split('?')[0]}/whitelist?rank=${rank}`
