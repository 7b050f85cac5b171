import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import { currentConnection } from '@/lib/connections/queries'
import { failure } from '@/lib/errors'
import { exportExpiring } from '@/lib/expiring/export-expiring'
import { contractStates, expiringViews, rangeChoices } from '@/lib/expiring/schema'
import { formatDate } from '@/lib/format'
import { recordGrantExport } from '@/lib/grants/record-export'
import { appidPattern } from '@/lib/licensees/schema'
import { route } from '@/lib/route'
import { listFile, listFormat } from '@/lib/sheets/list-file'
import { daysChosen, monthShown, toChoice } from '../../../(desk)/expiring/search-params'

const query = z.strictObject({
  connection: z.uuid().optional(),
  view: z.enum(expiringViews).default('month'),
  range: z.enum(rangeChoices).default('30'),
  month: z.string().max(7).optional(),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  appid: z.string().regex(appidPattern).optional(),
  tag: z.string().max(60).optional(),
  contract: z.enum(contractStates).optional(),
  format: listFormat,
})

/** What the view shows; with days chosen on it, those. */
export const GET = route({
  permission: 'desk.read',
  query,
  run: async ({ connection: connectionId, format, ...given }, { session, requestId }) => {
    const connection = await currentConnection('wechat', connectionId)
    if (!connection) return failure('connection_missing')
    await recordGrantExport(session.actor, connection, 'expiring', requestId)
    const t = await getTranslations('expiring.export')
    const head = ['day', 'drama', 'dramaId', 'licensee', 'appid', 'expires', 'contractNo', 'contractEnds'] as const
    const search = {
      connection: null,
      cursor: null,
      view: given.view,
      range: given.range,
      month: given.month ?? null,
      from: given.from ?? null,
      to: given.to ?? null,
      appid: given.appid ?? null,
      tag: given.tag ?? null,
      contract: given.contract ?? null,
    }
    const today = formatDate(new Date())
    const month = monthShown(search, today)
    const choice = toChoice(connection.id, search, today)
    const days = daysChosen(search) ?? (search.view === 'month' ? daysOfMonth(month) : choice)
    return listFile(
      format,
      `expiring-${days.from}-${days.to}`,
      head.map((key) => t(key)),
      exportExpiring({ ...choice, from: days.from, to: days.to }),
    )
  },
})

function daysOfMonth(month: string): { from: string; to: string } {
  const [year = 1970, index = 1] = month.split('-').map(Number)
  return { from: `${month}-01`, to: new Date(Date.UTC(year, index, 0)).toISOString().slice(0, 10) }
}
