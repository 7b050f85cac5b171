import type { Call, Reply } from '../http.ts'
import type { World } from '../world.ts'
import { countCharacters } from './limits.ts'
import { type PolyvAccount, type StoredRank, type Template, templates } from './model.ts'
import { ok, PolyvError } from './reply.ts'

/** GET /live/v4/global/auth/get: what new channels start from. */
export function readTemplate(world: World, account: PolyvAccount): Reply {
  return ok('v4', findTemplate(world, account).rows)
}

/** POST /live/v4/global/auth/update: a bare array of exactly two, in rank order. */
export function updateTemplate(world: World, call: Call, account: PolyvAccount): Reply {
  const rows = readRows(call.body)
  const template = findTemplate(world, account)
  const [first, second] = template.rows
  const merged: [StoredRank, StoredRank] = [
    { ...first, ...rows[0] },
    { ...second, ...rows[1] },
  ]
  for (const row of merged) checkRow(row)
  if (merged[1].authEnabled === 'Y' && (merged[0].authEnabled !== 'Y' || merged[0].authType === merged[1].authType)) {
    throw new PolyvError(400, world.switches.text('combinationMessage'))
  }
  const next: Template = { ...template, rows: merged, writes: template.writes + 1 }
  call.commit([[templates, account.userId, next]], [{ action: 'update_template' }])
  return ok('v4', true)
}

function findTemplate(world: World, account: PolyvAccount): Template {
  const rows: Template['rows'] = [{ authEnabled: 'N' }, { authEnabled: 'N' }]
  return world.store.get<Template>(templates, account.userId) ?? { userId: account.userId, rows, writes: 0 }
}

function readRows(body: Buffer): [StoredRank, StoredRank] {
  let parsed: unknown
  try {
    parsed = JSON.parse(body.toString('utf8'))
  } catch {
    throw new PolyvError(400, 'json format error')
  }
  const isRow = (value: unknown): value is StoredRank =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
  if (!Array.isArray(parsed) || parsed.length !== 2) throw new PolyvError(400, 'param validate error')
  const [first, second] = parsed as unknown[]
  if (!isRow(first) || !isRow(second)) throw new PolyvError(400, 'json format error')
  return [first, second]
}

function checkRow(row: StoredRank): void {
  if (row.authEnabled !== 'Y' && row.authEnabled !== 'N') throw new PolyvError(400, 'param is not boolean (Y / N)')
  if (row.authEnabled === 'N') return
  if (row.authType === 'phone') {
    const tips = typeof row.authTips === 'string' ? row.authTips : ''
    if (tips === '') throw new PolyvError(400, 'param should not be empty: authTips')
    if (countCharacters(tips) > 20) throw new PolyvError(400, 'param length is incorrect: authTips')
    if (!row.whiteListEntryText) throw new PolyvError(400, 'param should not be empty: whiteListEntryText')
  }
  if (row.authType === 'pay' && !row.trialWatchEnabled)
    throw new PolyvError(400, 'param should not be empty: trialWatchEnabled')
}
