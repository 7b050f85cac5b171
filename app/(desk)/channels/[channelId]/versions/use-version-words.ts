'use client'
import { useTranslations } from 'next-intl'
import type { ChangeValue } from '@/lib/channels/changes-schema'
import type { VersionField } from '@/lib/channels/compare-versions-schema'
import { conditionTypes } from '@/lib/channels/form-schema'
import type { VersionLine } from '@/lib/channels/versions-schema'
import { useChangeWords } from '../change-words'

const LONG = 48

/** Versions in the reader's words: one field as a sentence, one value, both doors. */
export function useVersionWords() {
  const t = useTranslations('versions')
  const tChannels = useTranslations('channels')
  const words = useChangeWords()

  const field = (path: string): string => (path === 'followsDefault' ? t('follows') : words.field(path))
  const place = ({ rank, path }: Pick<VersionField, 'rank' | 'path'>): string =>
    rank === null ? field(path) : t('place', { rank: tChannels(`ranks.${rank}`), field: field(path) })

  const infoRow = (row: Extract<ChangeValue, { kind: 'fields' }>['fields'][number]): string =>
    [
      `${row.name}${t('fields.open')}${tChannels(`info.types.${row.type}`)}${t('fields.close')}`,
      ...(row.type === 'option' ? [row.options.join(t('fields.join'))] : []),
      ...(row.placeholder ? [t('fields.placeholder', { text: row.placeholder })] : []),
      ...(row.sms ? [t('fields.sms')] : []),
    ].join(' ')
  const value = (of: ChangeValue): string =>
    of.kind === 'fields' ? of.fields.map(infoRow).join('\n') : words.value(of)

  const sentence = (of: VersionField): string => {
    const where = of.rank === null ? '' : tChannels(`ranks.${of.rank}`)
    if (of.secret) return t(`say.secret.${of.secret}`, { rank: where, field: field(of.path) })
    if (of.path === 'enabled' && of.after.kind === 'flag') return t(of.after.on ? 'say.on' : 'say.off', { rank: where })
    const values = { place: place(of), before: words.value(of.before), after: words.value(of.after) }
    const isLong = values.before.length + values.after.length > LONG || of.path === 'privacy.content'
    if (isLong || values.before === values.after) return t('say.long', values)
    if (of.before.kind === 'unset') return t('say.added', values)
    if (of.after.kind === 'unset') return t('say.removed', values)
    return t('say.changed', values)
  }

  const door = ({ enabled, type }: { enabled: boolean; type: string | null }): string => {
    const known = conditionTypes.find((one) => one === type)
    return enabled ? (known ? tChannels(`types.${known}`) : (type ?? t('unset'))) : t('closed')
  }
  const doors = (of: VersionLine['doors']): string =>
    t('doors', { primary: door(of.primary), secondary: door(of.secondary) })

  return { field, place, value, sentence, doors, door }
}
