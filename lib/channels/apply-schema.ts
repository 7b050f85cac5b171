import {
  type ConditionType,
  type RankName,
  rankNames,
  type SecretName,
  type Settings,
  secretNames,
} from '@/lib/channels/form-schema'

/** What one change does to a door of every channel it is applied to. */
export type RankChange = { kind: 'keep' } | { kind: 'off' } | { kind: 'set'; settings: Settings }

/** `variables` are `rank.field` paths filled in at each use, for all channels alike or for each. */
export type ChannelChange = { primary: RankChange; secondary: RankChange; variables: string[] }

/** Values of variables by path. */
export type VariableValues = Record<string, string>

type VariableKind = 'text' | 'price' | 'time' | 'count' | 'secret'

/** Fields that may be left to each use; the others belong to the change itself. */
const variableFields: Record<ConditionType, Record<string, VariableKind>> = {
  public: {},
  wx: {},
  code: { authCode: 'secret', hint: 'text', imageUrl: 'text' },
  pay: { title: 'text', price: 'price', days: 'count', until: 'time' },
  phone: { title: 'text', entryText: 'text' },
  info: { title: 'text', description: 'text' },
  custom: { customKey: 'secret', url: 'text' },
  external: { externalKey: 'secret', url: 'text' },
  direct: { directKey: 'secret' },
}

export type Variable = { path: string; rank: RankName; type: ConditionType; field: string; kind: VariableKind }

/** Every field of the change that could be a variable. */
export function possibleVariables(change: Omit<ChannelChange, 'variables'>): Variable[] {
  return rankNames.flatMap((rank) => {
    const wanted = change[rank]
    if (wanted.kind !== 'set') return []
    const { settings } = wanted
    return Object.entries(variableFields[settings.type])
      .filter(([field]) => settings.type !== 'pay' || !['days', 'until'].includes(field) || settings.validity === field)
      .map(([field, kind]) => ({ path: `${rank}.${field}`, rank, type: settings.type, field, kind }))
  })
}

export const variablesOf = (change: ChannelChange): Variable[] =>
  possibleVariables(change).filter(({ path }) => change.variables.includes(path))

export const isSecretPath = (path: string): boolean =>
  secretNames.some((name) => path.endsWith(`.${name satisfies SecretName}`))

/** The change with its variables filled in; one nobody filled in is empty. */
export function fillChange(change: ChannelChange, values: VariableValues): ChannelChange {
  const filled = structuredClone(change)
  for (const { path, rank, field } of variablesOf(change)) {
    const wanted = filled[rank]
    if (wanted.kind === 'set') Object.assign(wanted.settings, { [field]: values[path] ?? '' })
  }
  return filled
}

export const MOST_CHANNELS = 500
export const PLAN_AGE_MS = 5 * 60_000
/** Older than this, a plan is no longer taken: too much may have happened since. */
export const PLAN_HOLDS_MS = 30 * 60_000

export const planEffects = ['change', 'same', 'blocked'] as const
export type PlanEffect = (typeof planEffects)[number]

const blockCauses = [
  'follows_default',
  'locked_type',
  'same_type',
  'needs_primary',
  'type_missing',
  'whitelist_empty',
  'value_missing',
  'value_refused',
  'channel_missing',
  'unreadable',
  'moved',
] as const
export type BlockCause = (typeof blockCauses)[number]
