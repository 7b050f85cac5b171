import type { Browser, Page } from '@playwright/test'
import { signInAs } from './sign-in-page.ts'

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

/** The same from a browser in which nobody is signed in yet. */
export async function findPlacesIn(browser: Browser, baseURL: string | undefined): Promise<Places> {
  const context = await browser.newContext({ ...(baseURL ? { baseURL } : {}), locale: 'zh-CN' })
  await signInAs(context, baseURL ?? '', 'admin')
  const places = await findPlaces(await context.newPage())
  await context.close()
  return places
}

/** Reads the addresses of the story off the lists, the way an administrator would come to them. */
export async function findPlaces(page: Page): Promise<Places> {
  const hrefOf = async (path: string, selector: string): Promise<string> => {
    await page.goto(path)
    const href = await page.locator('main').locator(selector).first().getAttribute('href')
    if (!href) throw new Error(`${path} has no link ${selector}`)
    return href
  }
  const receiptOf = (reason: string) => hrefOf(`/operations?q=${reason}`, 'tr:last-child a[href^="/operations/R-"]')
  const channel = await hrefOf('/channels?q=4021046', 'a[href^="/channels/4021046"]')
  const conditionReceipt = await receiptOf('会员日改价')
  const drama = await hrefOf('/dramas?held=held', 'a[href^="/dramas/"]')
  const partialReceipt = await receiptOf('补授权两部')
  return {
    drama,
    refusedDiagnosis: await hrefOf(partialReceipt, 'a[href^="/diagnose?"]'),
    diagnosis: await hrefOf(drama, 'a[href^="/diagnose?"]'),
    conditionReceipt,
    changedChannel: (await hrefOf(conditionReceipt, 'a[href$="/versions"]')).replace(/\/versions$/, ''),
    grantReceipt: await receiptOf('首批三部'),
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
