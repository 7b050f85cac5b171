import type { useTranslations } from 'next-intl'
import { asRecord } from '@/lib/audit/changes-schema'
import type { Json } from '@/lib/audit/schema'
import { formatDateTime, formatYuan, visibleText } from '@/lib/format'

type Translate = ReturnType<typeof useTranslations<'audit'>>
type Key = Parameters<Translate>[0]

const translated = (t: Translate, key: string, values?: Record<string, string | number>): string | null =>
  // Paths come from stored rows, so whether there is copy for one is known only now.
  t.has(key as Key) ? t(key as Key, values as never) : null

/** `primary.settings.authCode` → 主要条件 验证码; words without copy stay as they are stored. */
export function pathText(path: string, t: Translate): string {
  return visibleText(path)
    .split('.')
    .filter((step) => step !== 'settings')
    .map((step) => translated(t, `path.${step}`) ?? translated(t, `type.${step}`) ?? step)
    .join(' ')
}

const LONGEST_WORD = 20

/** A stored value in words, as long as it is. Secrets are already only a state and a fingerprint when they get here. */
export const valueText = (path: string, value: Json | undefined, t: Translate): string =>
  visibleText(wordsOf(path, value, t))

function wordsOf(path: string, value: Json | undefined, t: Translate): string {
  const leaf = path.slice(path.lastIndexOf('.') + 1)
  if (value === undefined || value === null) return t('value.none')
  if (typeof value === 'boolean') return t(value ? 'value.on' : 'value.off')
  if (leaf === 'priceFen' && typeof value === 'number') return t('value.yuan', { price: formatYuan(value) })
  if (leaf === 'expiresAt' && typeof value === 'number')
    return value === 0 ? t('value.permanent') : formatDateTime(value * 1_000)
  if (leaf === 'type' && typeof value === 'string') return translated(t, `type.${value}`) ?? value
  if (typeof value === 'number') return String(value)
  if (leaf === 'dueAt' && typeof value === 'string') return formatDateTime(value)
  if (typeof value === 'string' && value !== '') {
    const word = value.length < LONGEST_WORD ? translated(t, `said.${leaf}.${value}`) : null
    return word ?? value
  }
  if (value === '') return t('value.empty')
  return recordText(value, t) ?? JSON.stringify(value)
}

function recordText(value: Json, t: Translate): string | null {
  if (Array.isArray(value)) return listText(value, t)
  const record = asRecord(value)
  if (!record) return null
  if (typeof record.secret === 'string') return secretText(record, t)
  if (record.kind === 'permanent') return t('value.permanent')
  if (record.kind === 'days') return t('value.days', { count: String(record.days) })
  if (record.kind === 'until') return t('value.until', { date: String(record.until) })
  if (record.unit === 'day') return t('value.days', { count: String(record.amount) })
  if (record.unit === 'hour') return t('value.hours', { count: String(record.amount) })
  return null
}

function listText(list: Json[], t: Translate): string {
  if (list.length === 0) return t('value.none')
  const names = list.map((entry) => (typeof entry === 'string' ? entry : String(asRecord(entry)?.name ?? '')))
  if (names.some((name) => name === '')) return JSON.stringify(list)
  return t('value.fields', { count: list.length, names: names.join(t('value.comma')) })
}

function secretText(record: { [key: string]: Json }, t: Translate): string {
  const state = translated(t, `secret.${String(record.secret)}`) ?? String(record.secret)
  const print = typeof record.fingerprint === 'string' ? t('secret.fingerprint', { print: record.fingerprint }) : ''
  return [state, print].filter(Boolean).join(' ')
}
