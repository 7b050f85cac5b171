import { type ChannelChange, possibleVariables, type RankChange } from '@/lib/channels/apply-schema'
import {
  type BaseRank,
  emptyDrafts,
  hasPrivacy,
  type RankForm,
  type RankName,
  rankNames,
  secretNames,
  settingsOf,
} from '@/lib/channels/form-schema'
import type { FormValues } from '../[channelId]/form-values'

export type Mode = RankChange['kind']
/** The values of the channel form, and for each door what is to become of it. */
export type EditorValues = FormValues & { modes: Record<RankName, Mode>; variables: string[] }

const emptyRank = (): RankForm => ({
  enabled: false,
  type: null,
  drafts: emptyDrafts(),
  privacy: { enabled: false, content: '' },
})

export function toEditorValues(change: ChannelChange | null): EditorValues {
  const values: EditorValues = {
    primary: emptyRank(),
    secondary: emptyRank(),
    reason: '',
    modes: { primary: 'keep', secondary: 'keep' },
    variables: change?.variables ?? [],
  }
  for (const rank of rankNames) {
    const wanted = change?.[rank]
    if (!wanted) continue
    values.modes[rank] = wanted.kind
    if (wanted.kind !== 'set') continue
    const { type, ...settings } = wanted.settings
    values[rank] = { ...values[rank], enabled: true, type }
    if ('privacy' in settings && hasPrivacy(type)) values[rank].privacy = { ...settings.privacy }
    const draft: Record<string, unknown> = values[rank].drafts[type]
    for (const field of Object.keys(draft)) draft[field] = structuredClone(settings[field as keyof typeof settings])
  }
  return values
}

/** The change the form describes; a door that is to be set without a way stands as kept until one is chosen. */
export function toChange(values: EditorValues): ChannelChange {
  const rank = (name: RankName): RankChange => {
    const form = values[name]
    if (values.modes[name] !== 'set') return { kind: values.modes[name] }
    return form.type === null ? { kind: 'keep' } : { kind: 'set', settings: settingsOf(form, form.type) }
  }
  const change = { primary: rank('primary'), secondary: rank('secondary') }
  const possible = possibleVariables(change).map(({ path }) => path)
  return { ...change, variables: values.variables.filter((path) => possible.includes(path)) }
}

/** A door of no channel in particular. `secrets` are those kept with the change. */
export const editorBase = (rank: RankName, secrets: readonly string[]): BaseRank => ({
  form: emptyRank(),
  secrets: Object.fromEntries(
    secretNames.map((name) => [
      name,
      { isSet: secrets.includes(`${rank}.${name}`), setAt: null, length: 0, print: null },
    ]),
  ) as BaseRank['secrets'],
  unsupportedType: null,
  residue: [],
  unreadable: [],
})

/** The server judges; what it refused once must not hold the next try back. */
export const serverJudges = <TValues extends EditorValues>(values: TValues) => ({ values, errors: {} })
