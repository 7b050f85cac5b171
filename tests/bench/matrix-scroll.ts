import type { Page } from '@playwright/test'
import { openBrowser, signedInPage } from './browser.ts'
import { cleanUpAfter } from './clean-up.ts'
import { makeCompanySlip, readUpstream } from './company-slip.ts'
import { percentile, toFixed } from './rounds.ts'
import { onStage, type Stage } from './stage.ts'

const ROWS = 10_000
const FIRST_ID = 5_000_001
const DRAMAS_PER_CHANGE = 2_500
const SELECT_LIMIT_MS = 100
const TASK_LIMIT_MS = 50
const SELECTIONS = 10
const READY_WITHIN_MS = 120_000

/** From the press of the box to the frame that shows every row ticked, in milliseconds; ticks and clears in turn. */
const timeSelections = (page: Page, count: number): Promise<number[]> =>
  page.evaluate(async (times) => {
    const box = document.querySelector<HTMLElement>('[data-part="dramas"] thead [role="checkbox"]')
    if (!box) throw new Error('no box takes every row')
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
    const rest = () => new Promise((resolve) => setTimeout(resolve, 1_500))
    const samples: number[] = []
    for (let index = 0; index < times; index += 1) {
      const wanted = box.getAttribute('aria-checked') === 'true' ? 'false' : 'true'
      const started = performance.now()
      box.click()
      while (box.getAttribute('aria-checked') !== wanted) await frame()
      await frame()
      samples.push(performance.now() - started)
      await rest()
    }
    return samples
  }, count)

type Scrolling = { longest: number; longTasks: number[]; frames: number; seconds: number }

/** Scrolls the matrix down, sideways and across, a step each frame, and lists the tasks that kept the page from answering. */
const scrollMatrix = (page: Page): Promise<Scrolling> =>
  page.evaluate(async () => {
    const grid = document.querySelector<HTMLElement>('[data-part="matrix"] [role="grid"]')
    if (!grid) throw new Error('no matrix')
    const tasks: number[] = []
    const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries().map((entry) => entry.duration)))
    observer.observe({ type: 'longtask' })
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
    let frames = 0
    const started = performance.now()
    const scroll = async (right: number, down: number) => {
      const [left, top] = [grid.scrollLeft, grid.scrollTop]
      for (;;) {
        const before = `${grid.scrollLeft} ${grid.scrollTop}`
        grid.scrollBy(right, down)
        await frame()
        frames += 1
        if (before === `${grid.scrollLeft} ${grid.scrollTop}`) break
      }
      return left !== grid.scrollLeft || top !== grid.scrollTop
    }
    for (const [right, down] of [
      [0, 40],
      [30, 0],
      [0, -90],
      [-60, 0],
      [16, 40],
      [-45, -110],
    ] as const)
      if (!(await scroll(right, down))) throw new Error('the matrix did not scroll')
    await new Promise((resolve) => setTimeout(resolve, 200))
    observer.disconnect()
    return {
      longest: Math.max(0, ...tasks),
      longTasks: tasks.map(Math.round),
      frames,
      seconds: (performance.now() - started) / 1_000,
    }
  })

/** Playable dramas until the catalogue lists ten thousand, known to the desk as a sync leaves them. */
async function fillCatalogue(stage: Stage, connectionId: string): Promise<void> {
  const more = ROWS - (await stage.control.wechat()).dramas.length
  for (let start = 0; start < more; start += DRAMAS_PER_CHANGE) {
    const length = Math.min(DRAMAS_PER_CHANGE, more - start)
    const put = Array.from({ length }, (_, index) => ({ drama_id: String(FIRST_ID + start + index) }))
    await stage.control.changeWechat({ dramas: { put } })
  }
  await readUpstream(stage, connectionId)
}

/** G3: in Chromium, every row of a catalogue taken at once, and the matrix of 500 × 200 scrolled in both directions. */
export const measureScrolling = () =>
  onStage({ settings: { WECHAT_CALLS_PER_SECOND: '1000' }, worker: false }, async (stage) => {
    const slip = await makeCompanySlip(stage)
    await fillCatalogue(stage, slip.connectionId)
    const browser = await openBrowser()
    return cleanUpAfter(
      () => browser.close(),
      async () => {
        const page = await signedInPage(browser, stage.web)
        await page.goto('/grants/new')
        const list = page.locator('[data-part="dramas"] table')
        await list.waitFor({ timeout: READY_WITHIN_MS })
        const rows = Number(await list.getAttribute('aria-rowcount')) - 1
        await timeSelections(page, 2)
        const selections = await timeSelections(page, SELECTIONS)

        await page.goto(`/grants/new?slip=${slip.slipId}`)
        await page.locator('[data-part="matrix"] [role="gridcell"]').first().waitFor({ timeout: READY_WITHIN_MS })
        await page.waitForLoadState('networkidle')
        await scrollMatrix(page)
        const scrolling = await scrollMatrix(page)
        const slowest = Math.max(...selections)
        return {
          id: 'G3',
          rows,
          selectAllP50: toFixed(percentile(selections, 0.5), 1),
          selectAllMax: toFixed(slowest, 1),
          selectLimitMs: SELECT_LIMIT_MS,
          cells: '500 × 200',
          longestTaskMs: toFixed(scrolling.longest, 0),
          tasksOverLimit: scrolling.longTasks.filter((duration) => duration > TASK_LIMIT_MS).length,
          taskLimitMs: TASK_LIMIT_MS,
          frames: scrolling.frames,
          framesPerSecond: toFixed(scrolling.frames / scrolling.seconds, 1),
          pass: rows >= ROWS && slowest < SELECT_LIMIT_MS && scrolling.longest <= TASK_LIMIT_MS,
        }
      },
    )
  })
