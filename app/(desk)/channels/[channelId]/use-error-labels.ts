'use client'
import { useTranslations } from 'next-intl'
import { type Control, type FieldErrors, useFormState } from 'react-hook-form'
import type { FormValues } from './form-values'

/** Names for the error summary: which door, which field. */
export function useErrorLabels(control: Control<FormValues>): Record<string, string> {
  const t = useTranslations('channels')
  const { errors } = useFormState({ control })
  return Object.fromEntries(pathsOf(errors).map((path) => [path, labelOf(path)]))

  function labelOf(path: string): string {
    const [rank = '', ...rest] = path.split('.')
    if (rank === 'reason') return t('fields.reason')
    if (rank === 'confirmation') return t('fields.confirmation')
    const parts = rest[0] === 'drafts' ? rest.slice(1) : rest
    const row = parts.findIndex((part) => /^\d+$/.test(part))
    const name = row === -1 ? parts.join('.') : 'info.fields'
    const place = row === -1 ? '' : ` ${t('info.row', { number: Number(parts[row]) + 1 })}`
    return `${t(`ranks.${rank as 'primary'}`)} ${t(`fields.${name}` as 'fields.type')}${place}`
  }
}

function pathsOf(errors: FieldErrors, prefix = ''): string[] {
  return Object.entries(errors).flatMap(([key, error]) => {
    if (!error || typeof error !== 'object') return []
    if (typeof error.message === 'string' && error.message !== '') return [`${prefix}${key}`]
    return pathsOf(error as FieldErrors, `${prefix}${key}.`)
  })
}
