import type { DeskClient } from './desk-client.ts'
import { weighScripts } from './first-scripts.ts'
import { onStage, type Stage } from './stage.ts'

const LIMIT_BYTES = 200 * 1024
const kib = (bytes: number) => Number((bytes / 1024).toFixed(1))

async function firstLoadBytes(desk: DeskClient, page: string): Promise<number> {
  const bytes = await weighScripts(await desk.get(page), (script) => desk.get(script))
  if (bytes === 0) throw new Error(`${page} loads no script at all`)
  return bytes
}

async function pagesOf({ owner }: Stage): Promise<Record<string, string>> {
  const { rows } = await owner.query<{ channel_id: string }>(
    'select channel_id from channel where gone_at is null order by channel_id limit 1',
  )
  return {
    audit: '/audit',
    'grants/new': '/grants/new',
    ...(rows[0] ? { 'channels/[channelId]': `/channels/${rows[0].channel_id}` } : {}),
  }
}

/** B9: what a browser loads first, compressed, for the audit list and, for comparison, other pages. */
export const measureFirstLoad = () =>
  onStage({ worker: false }, async (stage) => {
    const pages: Record<string, number> = {}
    for (const [name, page] of Object.entries(await pagesOf(stage)))
      pages[name] = await firstLoadBytes(stage.desk, page)
    pages['sign-in'] = await firstLoadBytes(stage.desk.asStranger(), '/sign-in')
    const audit = pages.audit ?? Number.POSITIVE_INFINITY
    return {
      id: 'B9',
      kib: Object.fromEntries(Object.entries(pages).map(([name, bytes]) => [name, kib(bytes)])),
      limitKib: kib(LIMIT_BYTES),
      ratio: Number((audit / LIMIT_BYTES).toFixed(3)),
      pass: audit <= LIMIT_BYTES,
    }
  })
