import type { Page } from '@playwright/test'
import { openBrowser, signedInPage } from './browser.ts'
import { cleanUpAfter } from './clean-up.ts'
import { percentile, toFixed } from './rounds.ts'
import { onStage } from './stage.ts'

const ROUNDS = 5
const LCP_LIMIT_MS = 1_000
const CLS_LIMIT = 0.02
const BLOCKED_LIMIT_MS = 100
/** A task is said to block for what it takes beyond this. */
const TASK_MS = 50

type Vitals = { lcp: number; cls: number; blocked: number }

/** Counts from the first byte on; a page that goes on changing is looked at for a second after the network is quiet. */
const watch = (page: Page) =>
  page.addInitScript((taskMs) => {
    const seen = { lcp: 0, cls: 0, blocked: 0 }
    Object.assign(window, { seen })
    const observe = (type: string, take: (entry: PerformanceEntry) => void) =>
      new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true })
    observe('largest-contentful-paint', (entry) => {
      seen.lcp = entry.startTime
    })
    observe('layout-shift', (entry) => {
      const shift = entry as PerformanceEntry & { value: number; hadRecentInput: boolean }
      if (!shift.hadRecentInput) seen.cls += shift.value
    })
    observe('longtask', (entry) => {
      seen.blocked += Math.max(0, entry.duration - taskMs)
    })
  }, TASK_MS)

async function look(page: Page, address: string): Promise<Vitals> {
  await page.goto(address)
  await page.waitForLoadState('networkidle')
  return page.evaluate(async () => {
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    return (window as unknown as { seen: Vitals }).seen
  })
}

/** B11: largest paint, layout shift and blocked time of the pages people live in, in Chromium, each loaded afresh. */
export const measureVitals = () =>
  onStage({ worker: true }, async (stage) => {
    const { rows } = await stage.owner.query<{ channel_id: string }>(
      'select channel_id from channel where gone_at is null order by channel_id limit 1',
    )
    const channel = rows[0]?.channel_id
    const addresses = [
      '/',
      '/audit',
      '/grants',
      '/grants/new',
      '/dramas',
      '/licensees',
      '/channels',
      ...(channel ? [`/channels/${channel}`] : []),
      '/operations',
      '/expiring',
    ]
    const browser = await openBrowser()
    return cleanUpAfter(
      () => browser.close(),
      async () => {
        const page = await signedInPage(browser, stage.web)
        await watch(page)
        const pages: Record<string, { lcpMs: number; cls: number; blockedMs: number }> = {}
        for (const address of addresses) {
          await look(page, address)
          const rounds: Vitals[] = []
          for (let round = 0; round < ROUNDS; round += 1) rounds.push(await look(page, address))
          const median = (of: (vitals: Vitals) => number) => percentile(rounds.map(of), 0.5)
          pages[address.replace(/\d+$/, '[channelId]')] = {
            lcpMs: toFixed(
              median(({ lcp }) => lcp),
              0,
            ),
            cls: toFixed(Math.max(...rounds.map(({ cls }) => cls)), 4),
            blockedMs: toFixed(
              median(({ blocked }) => blocked),
              0,
            ),
          }
        }
        const all = Object.values(pages)
        return {
          id: 'B11',
          rounds: ROUNDS,
          pages,
          limits: { lcpMs: LCP_LIMIT_MS, cls: CLS_LIMIT, blockedMs: BLOCKED_LIMIT_MS },
          pass: all.every(
            ({ lcpMs, cls, blockedMs }) => lcpMs <= LCP_LIMIT_MS && cls <= CLS_LIMIT && blockedMs <= BLOCKED_LIMIT_MS,
          ),
        }
      },
    )
  })
