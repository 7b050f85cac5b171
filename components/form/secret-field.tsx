'use client'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { type FieldPath, type FieldValues, useFormContext, useWatch } from 'react-hook-form'
import { Input } from '@/components/ui/input'
import { formatShortDateTime } from '@/lib/format'
import { FormField } from './form-field'

type SecretFieldProps<TValues extends FieldValues> = {
  name: FieldPath<TValues>
  label: ReactNode
  /** Whether a value is stored; the value itself never comes to the browser. */
  isSet: boolean
  updatedAt?: string | null
  hint?: ReactNode
  /** Shows the count of what is typed against this limit. */
  max?: number
  /** Shown once something is typed, such as a way back to what is stored. */
  was?: ReactNode
  disabled?: boolean
}

/** Write-only: empty keeps what is stored, anything typed replaces it. */
export function SecretField<TValues extends FieldValues = FieldValues>({
  name,
  label,
  isSet,
  updatedAt,
  hint,
  max,
  was,
  disabled,
}: SecretFieldProps<TValues>) {
  const t = useTranslations('ui.secret')
  const { register, control } = useFormContext<TValues>()
  const typed: unknown = useWatch({ control, name })
  const isReplacing = isSet && typeof typed === 'string' && typed !== ''
  const stored = updatedAt ? t('keepSince', { time: formatShortDateTime(updatedAt) }) : t('keep')
  return (
    <FormField<TValues>
      name={name}
      label={label}
      max={max}
      was={isReplacing ? was : undefined}
      hint={isReplacing ? t('willReplace') : hint}
    >
      <Input
        type="password"
        autoComplete="new-password"
        spellCheck={false}
        placeholder={isSet ? stored : t('missing')}
        changed={isReplacing}
        disabled={disabled}
        {...register(name)}
      />
    </FormField>
  )
}
