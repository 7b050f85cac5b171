import {
  type BaseConditions,
  type ConditionsForm,
  isLocked,
  type RankName,
  rankNames,
  type Settings,
  settingsOf,
} from '@/lib/channels/form-schema'

/** One way in as a viewer meets it; without settings when nobody chose a way yet or the way is not ours to write. */
export type ViewerEntry = { rank: RankName; settings: Settings | null; lockedType: string | null }

export type ViewerModel = {
  /** `open`: nobody is asked anything. `impossible`: a secondary without its primary, which the upstream refuses. */
  kind: 'open' | 'entries' | 'impossible'
  entries: ViewerEntry[]
}

/** What the form as it stands would put before a viewer. Drafts of ways that are not chosen never show. */
export function toViewerModel(form: ConditionsForm, base: BaseConditions): ViewerModel {
  const entries = rankNames.flatMap((rank): ViewerEntry[] => {
    const { enabled, type } = form[rank]
    if (isLocked(base[rank])) return [{ rank, settings: null, lockedType: base[rank].unsupportedType }]
    if (!enabled) return []
    return [{ rank, settings: type === null ? null : settingsOf(form[rank], type), lockedType: null }]
  })
  if (entries.length === 0) return { kind: 'open', entries }
  return { kind: entries[0]?.rank === 'secondary' ? 'impossible' : 'entries', entries }
}

/** What can become of a viewer at this door; the first one lets them in. */
export type ViewerOutcome = 'pass' | 'refuse' | 'used' | 'sms'

export function outcomesOf(settings: Settings | null): ViewerOutcome[] {
  switch (settings?.type) {
    case undefined:
    case 'public':
      return ['pass']
    case 'phone':
      return settings.once ? ['pass', 'refuse', 'used'] : ['pass', 'refuse']
    case 'info':
      return settings.fields.some((field) => field.sms) ? ['pass', 'refuse', 'sms'] : ['pass', 'refuse']
    default:
      return ['pass', 'refuse']
  }
}

/** The host an address leads to, or null while it is no address. */
export const hostOf = (url: string): string | null => (URL.canParse(url) ? new URL(url).host || null : null)

/** `19.9` → `19.90`; null while it is no price. */
export function priceWords(price: string): string | null {
  const found = /^(\d{1,9})(?:\.(\d{1,2}))?$/.exec(price.trim())
  return found ? `${Number(found[1])}.${(found[2] ?? '').padEnd(2, '0')}` : null
}
