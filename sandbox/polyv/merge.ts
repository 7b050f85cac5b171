import type { World } from '../world.ts'
import { checkField, knownFields, writableTypes } from './check-fields.ts'
import type { Ranks, StoredRank } from './model.ts'
import { PolyvError } from './reply.ts'

const requiredFields: Record<string, string[]> = {
  pay: ['payAuthTips', 'price'],
  code: ['authCode'],
  info: ['infoFields'],
  custom: ['customKey', 'customUri'],
  external: ['externalKey', 'externalUri'],
  direct: ['directKey'],
}

type Element = Record<string, unknown>

/** The ranks after these settings, or the refusal. Unsent fields keep what they hold. */
export function mergeSettings(
  world: World,
  now: number,
  stored: Ranks,
  settings: unknown,
  hasWhitelist: (rank: 1 | 2) => boolean,
): Ranks {
  const elements = readElements(world, settings)
  const merged: Ranks = { 1: { ...stored[1] }, 2: { ...stored[2] } }
  for (const { rank, fields } of elements) merged[rank] = mergeRank(world, now, stored[rank], fields)
  if (isQuietNoOp(world, merged, elements)) return stored
  checkPair(world, merged)
  for (const rank of new Set(elements.map((element) => element.rank))) {
    checkRequired(world, merged[rank], () => hasWhitelist(rank))
  }
  return merged
}

function readElements(world: World, settings: unknown): { rank: 1 | 2; fields: Element }[] {
  if (!Array.isArray(settings)) throw new PolyvError(400, 'json format error')
  const strict = world.switches.text('settingsShape') === 'strict'
  if (strict && (settings.length === 0 || settings.length > 2)) throw new PolyvError(400, 'param validate error')
  const elements = settings.flatMap((value: unknown) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw new PolyvError(400, 'json format error')
    const fields = value as Element
    if (fields.rank === undefined || fields.rank === null) throw new PolyvError(400, 'param should not be empty: rank')
    if (typeof fields.rank !== 'number') throw new PolyvError(400, 'json format error')
    if (fields.rank === 1 || fields.rank === 2) return [{ rank: fields.rank as 1 | 2, fields }]
    if (strict) throw new PolyvError(400, 'param validate error')
    return []
  })
  const isRepeated = new Set(elements.map((element) => element.rank)).size !== elements.length
  if (isRepeated && world.switches.text('duplicateRank') === 'error') throw new PolyvError(400, 'param validate error')
  return elements
}

function mergeRank(world: World, now: number, stored: StoredRank, fields: Element): StoredRank {
  if (fields.enabled === undefined || fields.enabled === null || fields.enabled === '') {
    throw new PolyvError(400, 'param should not be empty: enabled')
  }
  checkType(world, fields)
  const merged: StoredRank = { ...stored }
  for (const [field, value] of Object.entries(fields)) {
    if (!knownFields.has(field)) continue
    const clears =
      (value === '' && world.switches.isOn('emptyStringClears')) ||
      (value === null && world.switches.isOn('nullClears'))
    if (clears && field !== 'authType') delete merged[field]
    else if (value !== '' && value !== null) merged[field] = checkField(world, now, field, value)
  }
  if (merged.enabled === 'Y' && !fields.authType && world.switches.text('enabledWithoutType') === 'error')
    delete merged.authType
  return merged
}

function checkType(world: World, fields: Element): void {
  const { authType, enabled } = fields
  if (authType === undefined || authType === null || authType === '') return
  if (enabled === 'N' && !world.switches.isOn('checkTypeWhenOff')) return
  if (typeof authType !== 'string' || !writableTypes.includes(authType))
    throw new PolyvError(400, 'param validate error')
}

function checkPair(world: World, ranks: Ranks): void {
  const [first, second] = [ranks[1], ranks[2]]
  if (second.enabled !== 'Y') return
  if (first.enabled !== 'Y' || first.authType === second.authType) {
    throw new PolyvError(400, world.switches.text('combinationMessage'))
  }
}

/** Switching rank 1 off without a type while rank 2 stays on was once seen to change nothing and say success. */
function isQuietNoOp(world: World, merged: Ranks, elements: { rank: 1 | 2; fields: Element }[]): boolean {
  if (world.switches.text('rank1OffWhileRank2On') !== 'noop') return false
  const first = elements.findLast((element) => element.rank === 1)?.fields
  return first?.enabled === 'N' && !first.authType && merged[2].enabled === 'Y'
}

function checkRequired(world: World, rank: StoredRank, hasWhitelist: () => boolean): void {
  if (rank.enabled !== 'Y') return
  const prefix = world.switches.text('missingFieldMessage')
  const authType = rank.authType
  if (typeof authType !== 'string') throw new PolyvError(400, `${prefix}authType`)
  for (const field of requiredFields[authType] ?? []) {
    const value = rank[field]
    const isMissing = value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
    if (isMissing) throw new PolyvError(400, `${prefix}${field}`)
  }
  if (authType === 'phone' && !hasWhitelist()) throw new PolyvError(400, world.switches.text('missingWhitelistMessage'))
}
