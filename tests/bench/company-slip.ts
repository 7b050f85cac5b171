import { randomUUID } from 'node:crypto'
import { actionIdOf } from './desk-client.ts'
import { preparePairs } from './pairs.ts'
import type { Stage } from './stage.ts'

export const DRAMAS = 500
export const LICENSEES = 200
const PAGE = '/grants/new'
const ACTIONS = 'app/(desk)/grants/actions.ts'
/** Every third cell is held already: one part until the same day, one sooner, one longer. */
const HELD_EVERY = 3
const GRANTS_PER_CHANGE = 2_000

type CompanySlip = {
  slipId: string
  version: number
  connectionId: string
  /** How many cells of each kind the sandbox's own state makes. */
  expected: { new: number; extend: number; shorten: number; same: number }
}

/** Sixty days from now, at the last minute of a day in Beijing. */
const expiry = () => `${new Date(Date.now() + 60 * 86_400_000).toISOString().slice(0, 10)} 23:59`

/** 500 playable dramas, 200 licensees and what a third of them hold already, in the sandbox; and a slip of all of it, saved as the composer saves it. */
export async function makeCompanySlip(stage: Stage): Promise<CompanySlip> {
  const { rows } = await stage.owner.query<{ id: string }>(`select id from connection where kind = 'wechat'`)
  const connectionId = rows[0]?.id
  if (!connectionId) throw new Error('there is no account to grant from')
  const { dramaIds, appids } = await preparePairs(stage.control, DRAMAS, LICENSEES)
  const at = expiry()
  const wanted = Date.parse(`${at.replace(' ', 'T')}:00+08:00`) / 1000
  const expected = { new: 0, extend: 0, shorten: 0, same: 0 }
  const put: object[] = []
  appids.forEach((appid, column) => {
    dramaIds.forEach((dramaId, row) => {
      const place = column * DRAMAS + row
      if (place % HELD_EVERY !== 0) {
        expected.new += 1
        return
      }
      const kind = (['same', 'extend', 'shorten'] as const)[place % 9 === 0 ? 0 : place % 9 === 3 ? 1 : 2] ?? 'same'
      expected[kind] += 1
      const shift = kind === 'same' ? 0 : kind === 'extend' ? -86_400 : 86_400
      put.push({
        drama_id: dramaId,
        authorized_appid: appid,
        authorized_time: 1_700_000_000,
        authz_expire_time: wanted + shift,
      })
    })
  })
  for (let start = 0; start < put.length; start += GRANTS_PER_CHANGE)
    await stage.control.changeWechat({ grants: { put: put.slice(start, start + GRANTS_PER_CHANGE) } })
  await readUpstream(stage, connectionId)

  const slipId = randomUUID()
  const content = { dramaIds, appids, removed: {}, kind: 'date', at, preset: null, reason: '首批 500 部' }
  const reply = await stage.desk.callAction(PAGE, actionIdOf('saveSlip', ACTIONS), {
    slipId,
    connectionId,
    baseVersion: 0,
    content,
  })
  if (!reply.includes('"version":1')) throw new Error(`the slip was not saved: ${reply.slice(0, 500)}`)
  return { slipId, version: 1, connectionId, expected }
}

/** Reads catalogue and grants anew, as the button on the list of grants does. */
export async function readUpstream(stage: Stage, connectionId: string): Promise<void> {
  const reply = await stage.desk.callAction('/grants', actionIdOf('refreshGrants', ACTIONS), { connectionId })
  if (!reply.includes('"ok":true')) throw new Error(`the upstream was not read: ${reply.slice(0, 500)}`)
}

/** Sends the slip and gives the raw reply. */
export const submitCompanySlip = (stage: Stage, slip: CompanySlip, planKey: string): Promise<string> =>
  stage.desk.callAction(PAGE, actionIdOf('submitSlip', ACTIONS), {
    slipId: slip.slipId,
    version: slip.version,
    planKey,
    confirmedCount: null,
  })
