'use client'
import { useTranslations } from 'next-intl'
import { Field } from '@/components/ui/field'
import { Textarea } from '@/components/ui/textarea'
import { countCodePoints } from '@/lib/format'

const MOST = 500

export function reasonProblem(reason: string): 'reasonShort' | 'reasonLong' | null {
  const length = countCodePoints(reason.trim())
  return length > MOST ? 'reasonLong' : length < 2 ? 'reasonShort' : null
}

export function ReasonField({
  value,
  onChange,
  isTried,
}: {
  value: string
  onChange: (value: string) => void
  /** Speak of an empty one too, once a submit was tried. */
  isTried: boolean
}) {
  const t = useTranslations('rights.form')
  const problem = reasonProblem(value)
  const isShown = problem === 'reasonLong' || (problem !== null && isTried)
  return (
    <Field
      id="field-reason"
      label={t('reason')}
      hint={t('reasonNote')}
      error={isShown ? t(problem) : undefined}
      count={{ value, max: MOST }}
    >
      <Textarea rows={2} value={value} onChange={(event) => onChange(event.target.value)} />
    </Field>
  )
}
