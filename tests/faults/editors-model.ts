import { listChanges } from '@/lib/channels/changes-schema'
import { conditionsFingerprint, wholeFingerprint } from '@/lib/channels/conditions-view'
import { type BaseConditions, type ConditionsForm, toSubmission } from '@/lib/channels/form-schema'
import { type RankIntent, toRankIntents } from '@/lib/channels/intent'
import { isStale } from '@/lib/channels/is-stale'
import { type MergeSide, mergeConditions } from '@/lib/channels/merge-schema'
import { toBase } from '@/lib/channels/read-form'
import { resolveRanks } from '@/lib/channels/resolve-intent'
import { checkConditions } from '@/lib/channels/rules-schema'
import type { UpstreamConnection } from '@/lib/http'
import type { OpenCall } from '@/lib/operations/open-call'
import type { ConditionsReading } from '@/lib/polyv/conditions'
import { getConditions } from '@/lib/polyv/get-conditions'
import { updateConditions } from '@/lib/polyv/update-conditions'
import { formEdits, outsideEdits } from '@/tests/faults/channel-editors'
import type { Random } from '@/tests/faults/random'
import type { Stage } from '@/tests/faults/stage'

/** The call was committed: in the model that is taken as given, the ledger has faults of its own for it. */
const committed = {} as OpenCall

type Asked = { rank: string; side: MergeSide }
type Manager = {
  base: BaseConditions
  print: string
  form: ConditionsForm
  /** What they typed first, by path, with the value it was to have. */
  wanted: Map<string, string>
  asked: Asked[]
  intents: RankIntent[] | null
  whole: string
  isDone: boolean
}

type ModelWorld = { stage: Stage; connection: UpstreamConnection; channelId: string; random: Random }

const pathsOf = (base: BaseConditions, form: ConditionsForm): Map<string, string> =>
  new Map(
    listChanges(base, toSubmission(form, base)).map(({ rank, path, after }) => [
      `${rank}.${path}`,
      JSON.stringify(after),
    ]),
  )
const formIn = (base: BaseConditions): ConditionsForm =>
  structuredClone({ primary: base.primary.form, secondary: base.secondary.form })

/**
 * One interleaving: two managers and somebody in the vendor's console, their steps in any order. The planner's comparison,
 * the merge and the write are the real ones, against the sandbox.
 */
export async function interleave(world: ModelWorld): Promise<string[]> {
  const { stage, connection, channelId, random } = world
  const violations: string[] = []
  const read = (): Promise<ConditionsReading> => getConditions(connection, { kind: 'channel', channelId })
  const managers: (Manager | null)[] = [null, null]
  const merge = (manager: Manager, reading: ConditionsReading) => {
    const theirs = toBase(reading)
    const side: MergeSide = random.below(2) ? 'mine' : 'theirs'
    const { merged, rows, open } = mergeConditions(manager.base, manager.form, theirs, {}, side)
    if (open > 0) violations.push('a merge with every choice made is still open')
    for (const row of rows) if (row.needsChoice) manager.asked.push({ rank: row.rank, side })
    Object.assign(manager, { base: theirs, print: conditionsFingerprint(reading), form: merged, intents: null })
  }
  const steps = [0, 0, 0, 1, 1, 1, ...Array.from({ length: 1 + random.below(3) }, () => 2)]
  while (steps.length > 0 || managers.some((manager) => manager && !manager.isDone)) {
    const who = steps.length > 0 ? (steps.splice(random.below(steps.length), 1)[0] ?? 2) : random.below(2)
    if (who === 2) {
      const { rank, fields } = random.one(outsideEdits)(random)
      await stage.control.changePolyv({ channelId, rank, fields })
      continue
    }
    const manager = managers[who]
    if (!manager) {
      const reading = await read()
      const base = toBase(reading)
      const form = formIn(base)
      for (let edits = 1 + random.below(3); edits > 0; edits -= 1) random.one(formEdits)(form, random)
      const wanted = pathsOf(base, form)
      const isDone = wanted.size === 0
      managers[who] = {
        base,
        print: conditionsFingerprint(reading),
        form,
        wanted,
        asked: [],
        intents: null,
        whole: '',
        isDone,
      }
    } else if (!manager.isDone) {
      const reading = await read()
      const { intents: ranks, print: base, whole } = manager
      const isMoved = ranks ? isStale({ ranks, base, whole }, reading) : conditionsFingerprint(reading) !== base
      if (isMoved) merge(manager, reading)
      else if (manager.intents === null) plan(manager, reading, channelId)
      else violations.push(...(await write(world, manager, reading)))
    }
  }
  return violations
}

function plan(manager: Manager, reading: ConditionsReading, channelId: string): void {
  const submission = toSubmission(manager.form, manager.base)
  const isRefused = Object.keys(checkConditions(submission, manager.base, Date.now())).length > 0
  const hasNothing = listChanges(manager.base, submission).length === 0
  if (isRefused || hasNothing) manager.isDone = true
  else
    Object.assign(manager, {
      intents: toRankIntents(channelId, reading, submission),
      whole: wholeFingerprint(reading),
    })
}

/** The write, and the judgement: it changed what this person changed over what they last saw, and nothing else. */
async function write(world: ModelWorld, manager: Manager, before: ConditionsReading): Promise<string[]> {
  const { connection, channelId } = world
  const scope = { kind: 'channel', channelId } as const
  await updateConditions(committed, connection, scope, resolveRanks(channelId, manager.intents ?? [], before))
  manager.isDone = true
  const after = toBase(await getConditions(connection, scope))
  const intended = pathsOf(manager.base, manager.form)
  const happened = pathsOf(toBase(before), formIn(after))
  const violations: string[] = []
  for (const [path, value] of happened)
    if (intended.get(path) !== value) violations.push(`${path} became ${value}, which nobody asked for`)
  for (const [path, value] of intended)
    if (!value.includes('"secret"') && happened.get(path) !== value) violations.push(`${path} was to become ${value}`)
  for (const rank of ['primary', 'secondary'] as const) {
    for (const [name, state] of Object.entries(after[rank].secrets)) {
      const was = toBase(before)[rank].secrets[name as 'authCode']
      const typed = [...intended.keys()].some((path) => path.startsWith(`${rank}.`) && path.endsWith(name))
      if (state.print !== was.print && !typed) violations.push(`${rank} ${name} was replaced unasked`)
      if (state.print === was.print && typed) violations.push(`${rank} ${name} was not replaced`)
    }
  }
  for (const [path, value] of manager.wanted) {
    const rank = path.split('.')[0] ?? ''
    const gaveWay = manager.asked.some((asked) => asked.rank === rank && asked.side === 'theirs')
    const stands = value.includes('"secret"') || pathsOf(emptyOf(after), formIn(after)).get(path) === value
    if (!gaveWay && !stands && !isReplaced(path, manager, after)) violations.push(`lost: ${path} = ${value}`)
  }
  return violations
}

/** Nothing set at all, so that everything that stands counts as a change. */
function emptyOf(base: BaseConditions): BaseConditions {
  const empty = structuredClone(base)
  for (const rank of [empty.primary, empty.secondary]) {
    rank.form.enabled = !rank.form.enabled
    rank.form.type = null
    rank.unsupportedType = null
  }
  return empty
}

/** A value under a way that is no longer in use, or a door that is shut, is no longer there to be held. */
function isReplaced(path: string, manager: Manager, after: BaseConditions): boolean {
  const [rank = 'primary', place = ''] = path.split('.')
  const { form } = after[rank as 'primary']
  const wantedForm = manager.form[rank as 'primary']
  if (place === 'enabled') return form.enabled === wantedForm.enabled
  return !form.enabled || (place !== 'type' && place !== 'privacy' && place !== form.type)
}
