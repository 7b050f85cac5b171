'use client'
import { useTranslations } from 'next-intl'
import { DateTimeField } from '@/components/ui/date-time-field'
import { Field } from '@/components/ui/field'
import { RadioGroup } from '@/components/ui/radio-group'
import { type MovedRule, movedRules } from '@/lib/channels/schedule-schema'

export type When = { dueAt: string; ifMoved: MovedRule }

/** The time, and what to do with a channel that somebody changes before it. */
export function ScheduleFields({
  value,
  onChange,
  problem,
}: {
  value: When
  onChange: (value: When) => void
  problem: string | undefined
}) {
  const t = useTranslations('schedules')
  return (
    <div className="grid gap-3">
      <Field
        id="field-due"
        label={t('dueAt')}
        hint={t('dueHint')}
        error={problem ? t(`problem.${problem}` as 'problem.required') : undefined}
      >
        <DateTimeField value={value.dueAt} onValueChange={(dueAt) => onChange({ ...value, dueAt })} />
      </Field>
      <Field label={t('ifMoved')} group>
        <RadioGroup
          stacked
          value={value.ifMoved}
          onValueChange={(ifMoved) => onChange({ ...value, ifMoved })}
          options={movedRules.map((rule) => ({ value: rule, label: t(`moved.${rule}`), hint: t(`movedHint.${rule}`) }))}
        />
      </Field>
    </div>
  )
}
