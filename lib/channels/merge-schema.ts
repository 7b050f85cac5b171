import { type ChangeValue, isSame, valuesOf } from '@/lib/channels/changes-schema'
import {
  type BaseConditions,
  type BaseRank,
  type ConditionsForm,
  type ConditionType,
  conditionTypes,
  hasPrivacy,
  isLocked,
  type RankForm,
  type RankName,
  rankNames,
  secretOf,
  settingsOf,
} from '@/lib/channels/form-schema'

export type MergeSide = 'mine' | 'theirs'
/** What a person chose, by `rank.path`. */
export type MergeChoices = Readonly<Record<string, MergeSide>>

/**
 * One value that somebody changed since the form was loaded. `both`: the same change twice. `open`: waits for a choice, of
 * this row when `needsChoice`, else of the way or the switch above it. `isIdle`: under a way that will not be in use.
 */
export type MergeRow = {
  rank: RankName
  path: string
  base: ChangeValue
  mine: ChangeValue
  theirs: ChangeValue
  decision: MergeSide | 'both' | 'open'
  needsChoice: boolean
  isIdle: boolean
}
export type Merge = { rows: MergeRow[]; open: number; merged: ConditionsForm }

export const mergeKey = ({ rank, path }: Pick<MergeRow, 'rank' | 'path'>): string => `${rank}.${path}`

/**
 * Joins what the person changed with what changed upstream, field by field. What one side changed alone is taken; what both
 * changed differently needs a choice, and so does a way or switch changed under values the other side changed. `fallback`
 * stands for every choice not made.
 */
export function mergeConditions(
  base: BaseConditions,
  mine: ConditionsForm,
  theirs: BaseConditions,
  choices: MergeChoices = {},
  fallback: MergeSide | null = null,
): Merge {
  const ranks = rankNames.map((rank) =>
    mergeRank(rank, base[rank], mine[rank], theirs[rank], (path) => choices[mergeKey({ rank, path })] ?? fallback),
  )
  const [primary, secondary] = ranks as [RankMerge, RankMerge]
  const rows = [...primary.rows, ...secondary.rows]
  return {
    rows,
    open: rows.filter((row) => row.needsChoice && row.decision === 'open').length,
    merged: { primary: primary.form, secondary: secondary.form },
  }
}

const NOTICE = 'privacy.content'

type RankMerge = { rows: MergeRow[]; form: RankForm }
type Choose = (path: string) => MergeSide | null
type Sides = { path: string; base: ChangeValue; mine: ChangeValue; theirs: ChangeValue }
type Field = Sides & { type: ConditionType | 'privacy'; byMine: boolean; byTheirs: boolean }

function mergeRank(rank: RankName, base: BaseRank, mine: RankForm, theirs: BaseRank, choose: Choose): RankMerge {
  const fields = fieldsOf(base, mine, theirs)
  const touched = (side: 'byMine' | 'byTheirs') => fields.some((field) => field[side] && isOf(field, base.form.type))
  const [wasOn, isOn, areOn] = [base.form.enabled, mine.enabled, theirs.form.enabled]
  const types = {
    base: typeOf(base),
    mine: mine.type ?? (base.form.type === null ? typeOf(base) : null),
    theirs: typeOf(theirs),
  }
  // A way picked while the door is shut is no change yet.
  if (!isOn) types.mine = types.base
  const [mineActs, theirsAct] = [
    isOn && (types.mine !== types.base || touched('byMine')),
    areOn && (types.theirs !== types.base || touched('byTheirs')),
  ]
  const forced = isLocked(theirs) ? ('theirs' as const) : null
  const enabled = decide(
    { path: 'enabled', base: flag(wasOn), mine: flag(isOn), theirs: flag(areOn) },
    { mine: wasOn && !areOn && mineActs, theirs: wasOn && !isOn && theirsAct },
    forced ?? choose('enabled'),
    forced,
  )
  const type = decide(
    { path: 'type', base: kind(types.base), mine: kind(types.mine), theirs: kind(types.theirs) },
    { mine: isOn && (touched('byMine') || !wasOn), theirs: areOn && (touched('byTheirs') || !wasOn) },
    forced ?? choose('type'),
    forced,
  )
  const form = structuredClone(theirs.form)
  if (enabled.decision !== 'theirs') form.enabled = isOn
  if (type.decision !== 'theirs' && isOn) form.type = mine.type
  const isPending = enabled.decision === 'open' || type.decision === 'open'
  const inPlay = [wasOn ? base.form.type : null, isOn ? mine.type : null, areOn ? theirs.form.type : null]
  const rows: MergeRow[] = []
  const tell = (sides: Sides, found: Decided, isIdle = false) => {
    const { path, base: was, mine: ours, theirs: now } = sides
    if (found.decision !== null)
      rows.push({
        rank,
        path,
        base: was,
        mine: ours,
        theirs: now,
        decision: found.decision,
        needsChoice: found.needsChoice,
        isIdle,
      })
  }
  tell(enabled.sides, enabled)
  tell(type.sides, type, !form.enabled && enabled.decision !== 'open')
  for (const field of fields) {
    const isInEffect = form.enabled && forced === null && isOf(field, form.type)
    const inUse = {
      base: wasOn && isOf(field, base.form.type),
      mine: isOn && isOf(field, mine.type),
      theirs: areOn && isOf(field, theirs.form.type),
    }
    // A notice is switched off from under the text that the other side wrote for it.
    const isUnder = (side: RankForm, byIt: 'byMine' | 'byTheirs') =>
      field.path === 'privacy.enabled' && side.privacy.enabled && fields.some((one) => one.path === NOTICE && one[byIt])
    // A value changed while not in use was asked for by nobody, and whoever took up a way took it with its values.
    const crossed = {
      mine: !inUse.theirs || (inUse.mine && !inUse.base) || isUnder(mine, 'byMine'),
      theirs: !inUse.mine || (inUse.theirs && !inUse.base) || isUnder(theirs.form, 'byTheirs'),
    }
    const found: Decided =
      isPending || !isInEffect
        ? { decision: field.byMine ? 'mine' : field.byTheirs ? 'theirs' : null, needsChoice: false }
        : decide(field, crossed, choose(field.path), null)
    if (found.decision === 'mine' || found.decision === 'open') copyField(mine, form, field.path)
    if (!inPlay.some((one) => isOf(field, one))) continue
    if (isPending) tell(field, { ...found, decision: found.decision && 'open' })
    else tell(field, found, !isInEffect)
  }
  return { rows, form }
}

type Decided = { decision: MergeRow['decision'] | null; needsChoice: boolean }

/** @param crossed whether the side that left this value alone changed something that rests on it. */
function decide(
  sides: Sides,
  crossed: Record<MergeSide, boolean>,
  chosen: MergeSide | null,
  forced: MergeSide | null,
): Decided & { sides: Sides } {
  const [byMine, byTheirs] = [!isSame(sides.mine, sides.base), !isSame(sides.theirs, sides.base)]
  const settle = (decision: MergeRow['decision'] | null, needsChoice = false) => ({ decision, needsChoice, sides })
  if (!byMine && !byTheirs) return settle(null)
  if (isSame(sides.mine, sides.theirs) && !isNewSecret(sides.mine)) return settle('both')
  if (forced) return settle(forced)
  const isClash = byMine ? byTheirs || crossed.theirs : crossed.mine
  if (isClash) return settle(chosen ?? 'open', true)
  return settle(byMine ? 'mine' : 'theirs')
}

/** Two secrets that were both replaced may differ: nobody here can tell. */
const isNewSecret = (value: ChangeValue): boolean => value.kind === 'secret' && value.state === 'new'

function fieldsOf(base: BaseRank, mine: RankForm, theirs: BaseRank): Field[] {
  const found = new Map<string, Field>()
  for (const type of conditionTypes) {
    const values = [base.form, mine, theirs.form].map((form) => valuesOf(settingsOf(form, type)))
    const secret = secretOf[type]
    for (const path of new Set(values.flatMap((side) => Object.keys(side)))) {
      if (found.has(path) || path === `${type}.${secret}`) continue
      const [was, ours, now] = values.map((side): ChangeValue => side[path] ?? { kind: 'unset' })
      if (was && ours && now) found.set(path, toField({ path, base: was, mine: ours, theirs: now }, type))
    }
    if (secret === undefined) continue
    const stored: ChangeValue = base.secrets[secret].isSet ? { kind: 'secret', state: 'kept' } : { kind: 'unset' }
    const isReplaced = base.secrets[secret].print !== theirs.secrets[secret].print
    const typed = values[1]?.[`${type}.${secret}`]
    const now: ChangeValue = !isReplaced
      ? stored
      : theirs.secrets[secret].isSet
        ? { kind: 'secret', state: 'new' }
        : { kind: 'unset' }
    const path = `${type}.${secret}`
    found.set(path, toField({ path, base: stored, mine: typed ?? stored, theirs: now }, type))
  }
  return [...found.values()]
}

const toField = (sides: Sides, type: ConditionType): Field => ({
  ...sides,
  type: sides.path.startsWith('privacy.') ? 'privacy' : type,
  byMine: !isSame(sides.mine, sides.base),
  byTheirs: !isSame(sides.theirs, sides.base),
})

const isOf = (field: Field, type: ConditionType | null): boolean =>
  type !== null && (field.type === 'privacy' ? hasPrivacy(type) : field.type === type)

const typeOf = (rank: BaseRank): string | null => rank.form.type ?? rank.unsupportedType
const flag = (on: boolean): ChangeValue => ({ kind: 'flag', on })
const kind = (type: string | null): ChangeValue => (type === null ? { kind: 'unset' } : { kind: 'type', type })

/** Some values people see as one live in several places of the form. */
const parts: Record<string, readonly string[]> = {
  'pay.validity': ['validity', 'days', 'until'],
  'wx.duration': ['amount', 'unit'],
}

function copyField(from: RankForm, to: RankForm, path: string): void {
  const [place = '', field = ''] = path.split('.')
  const source = (place === 'privacy' ? from.privacy : from.drafts[place as ConditionType]) as Record<string, unknown>
  const target = (place === 'privacy' ? to.privacy : to.drafts[place as ConditionType]) as Record<string, unknown>
  for (const name of parts[path] ?? [field]) target[name] = structuredClone(source[name])
}
