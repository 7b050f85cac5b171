import { dramaIdPattern } from '@/lib/dramas/schema'
import type { Removed } from '@/lib/grants/slip-schema'
import { appidPattern } from '@/lib/licensees/schema'
import { cleanId, cleanText, readDate } from '@/lib/sheets/cells-schema'

export const slipColumns = ['dramaId', 'appid', 'expiry'] as const
export type SlipColumn = (typeof slipColumns)[number]

/** What such columns are called in the files people have. */
export const slipSynonyms: Record<SlipColumn, readonly string[]> = {
  dramaId: ['剧目 ID', 'drama_id', '剧目编号', '短剧 ID', '剧 ID', 'id'],
  appid: ['AppID', '小程序 AppID', '被授权方 AppID', '被授权方', '小程序', 'authorized appid'],
  expiry: ['到期日', '到期时间', '授权到期', '有效期至', '到期', 'expiry', 'expires', 'expire time', 'until'],
}

export type SlipRow = {
  dramaId: string | null
  appid: string | null
  /** Beijing minutes or `permanent`; null when the sheet does not say. */
  expiry: string | null
}
type SlipRowProblem = 'needOne' | 'dramaId' | 'appid' | 'badDate' | 'ambiguousDate'

/** One row of a sheet, or what is wrong with which of its cells. */
export function checkSlipRow(values: Record<SlipColumn, string>): {
  value?: SlipRow
  problems: Partial<Record<SlipColumn, SlipRowProblem>>
} {
  const dramaId = cleanId(values.dramaId)
  const appid = cleanId(values.appid).toLowerCase()
  const expiry = readExpiry(values.expiry)
  const problems: Partial<Record<SlipColumn, SlipRowProblem>> = {
    ...(dramaId === '' && appid === '' ? { dramaId: 'needOne' } : {}),
    ...(dramaId !== '' && !dramaIdPattern.test(dramaId) ? { dramaId: 'dramaId' } : {}),
    ...(appid !== '' && !appidPattern.test(appid) ? { appid: 'appid' } : {}),
    ...('problem' in expiry ? { expiry: expiry.problem } : {}),
  }
  if (Object.keys(problems).length > 0 || 'problem' in expiry) return { problems }
  return { value: { dramaId: dramaId || null, appid: appid || null, expiry: expiry.text }, problems }
}

function readExpiry(text: string): { text: string | null } | { problem: 'badDate' | 'ambiguousDate' } {
  const plain = cleanText(text)
  if (plain === '') return { text: null }
  if (/^(永久|长期|permanent)$/i.test(plain)) return { text: 'permanent' }
  const reading = readDate(plain)
  if ('problem' in reading) return reading
  return { text: `${reading.date} ${reading.time?.slice(0, 5) ?? '23:59'}` }
}

type Choice = { dramaIds: readonly string[]; appids: readonly string[]; removed: Removed }

/**
 * Adds rows to what is chosen already: a pair adds its one cell, a drama alone goes to every licensee, a licensee alone
 * gets every drama. Cells that nobody asked for are taken out.
 */
export function addRows(
  choice: Choice,
  rows: readonly SlipRow[],
): { dramaIds: string[]; appids: string[]; removed: Removed } {
  const dramaIds = [...new Set([...choice.dramaIds, ...rows.flatMap(({ dramaId }) => dramaId ?? [])])]
  const appids = [...new Set([...choice.appids, ...rows.flatMap(({ appid }) => appid ?? [])])]
  const pairs = new Set(rows.flatMap(({ dramaId, appid }) => (dramaId && appid ? `${dramaId}@${appid}` : [])))
  const [oldDramas, oldAppids] = [new Set(choice.dramaIds), new Set(choice.appids)]
  const everywhere = new Set(rows.flatMap(({ dramaId, appid }) => (dramaId && !appid ? dramaId : [])))
  const everything = new Set(rows.flatMap(({ dramaId, appid }) => (appid && !dramaId ? appid : [])))
  const removed = new Map<string, ReadonlySet<string>>()
  for (const appid of appids) {
    const gone = dramaIds.filter((dramaId) => {
      if (everywhere.has(dramaId) || everything.has(appid) || pairs.has(`${dramaId}@${appid}`)) return false
      const wasChosen = oldDramas.has(dramaId) && oldAppids.has(appid)
      return !wasChosen || choice.removed.get(appid)?.has(dramaId) === true
    })
    if (gone.length > 0) removed.set(appid, new Set(gone))
  }
  return { dramaIds, appids, removed }
}
