'use client'
import { useTranslations } from 'next-intl'
import { useFormContext } from 'react-hook-form'
import { FormField } from '@/components/form/form-field'
import { DateTimeField } from '@/components/ui/date-time-field'
import { Field } from '@/components/ui/field'
import { NumberInput } from '@/components/ui/number-input'
import { RadioGroup } from '@/components/ui/radio-group'
import type { Drafts } from '@/lib/channels/form-schema'
import { TextField, useRankField } from './fields'
import type { FormValues } from './form-values'
import { useRank } from './rank-context'
import { RestoreValue } from './restore-value'
import { useRestore } from './use-restore'

export function PayFields() {
  return (
    <>
      <div className="grid gap-3 tablet:grid-cols-2">
        <PriceField />
        <TextField path="pay.title" />
      </div>
      <ValidityField />
    </>
  )
}

function PriceField() {
  const t = useTranslations('channels')
  const { rank } = useRank()
  const { register } = useFormContext<FormValues>()
  const { before, isChanged, readOnly } = useRankField('pay.price')
  const { restore } = useRestore()
  const name = `${rank}.drafts.pay.price` as const
  return (
    <FormField<FormValues>
      name={name}
      label={t('fields.pay.price')}
      was={
        isChanged && before !== '' ? (
          <RestoreValue value={String(before)} onRestore={() => restore('drafts.pay.price')} />
        ) : undefined
      }
    >
      <NumberInput
        decimals={2}
        prefix="¥"
        suffix={t('pay.yuan')}
        changed={isChanged}
        disabled={readOnly}
        {...register(name)}
      />
    </FormField>
  )
}

/** One choice of three, so that "for ever" is never an accident of two empty fields. */
function ValidityField() {
  const t = useTranslations('channels')
  const { rank, base } = useRank()
  const { setValue } = useFormContext<FormValues>()
  const { value, isChanged, readOnly } = useRankField('pay.validity')
  const { restore } = useRestore()
  const stored = base.form.drafts.pay
  const was = t(`validity.${stored.validity}`, { days: stored.days, until: stored.until })
  return (
    <div className="grid gap-2">
      <Field
        label={t('fields.pay.validity')}
        group
        was={
          isChanged && base.form.type === 'pay' ? (
            <RestoreValue
              value={was}
              onRestore={() => restore('drafts.pay.validity', 'drafts.pay.days', 'drafts.pay.until')}
            />
          ) : undefined
        }
      >
        <RadioGroup
          value={value as Drafts['pay']['validity']}
          disabled={readOnly}
          onValueChange={(next) => setValue(`${rank}.drafts.pay.validity`, next, { shouldDirty: true })}
          options={[
            { value: 'permanent', label: t('pay.permanent') },
            { value: 'days', label: t('pay.days') },
            { value: 'until', label: t('pay.until') },
          ]}
        />
      </Field>
      {value === 'days' ? <DaysField /> : null}
      {value === 'until' ? <UntilField /> : null}
    </div>
  )
}

function DaysField() {
  const t = useTranslations('channels')
  const { rank } = useRank()
  const { register } = useFormContext<FormValues>()
  const { before, isChanged, readOnly } = useRankField('pay.days')
  const { restore } = useRestore()
  const name = `${rank}.drafts.pay.days` as const
  return (
    <FormField<FormValues>
      name={name}
      label={t('fields.pay.days')}
      was={
        isChanged && before !== '' ? (
          <RestoreValue
            value={t('validity.days', { days: String(before), until: '' })}
            onRestore={() => restore('drafts.pay.days')}
          />
        ) : undefined
      }
      className="max-w-40"
    >
      <NumberInput suffix={t('pay.day')} changed={isChanged} disabled={readOnly} {...register(name)} />
    </FormField>
  )
}

function UntilField() {
  const t = useTranslations('channels')
  const { rank } = useRank()
  const { setValue, trigger } = useFormContext<FormValues>()
  const { value, before, isChanged, readOnly } = useRankField('pay.until')
  const { restore } = useRestore()
  const name = `${rank}.drafts.pay.until` as const
  return (
    <FormField<FormValues>
      name={name}
      label={t('fields.pay.until')}
      hint={t('hints.until')}
      was={
        isChanged && before !== '' ? (
          <RestoreValue value={String(before)} onRestore={() => restore('drafts.pay.until')} />
        ) : undefined
      }
      className="max-w-72"
    >
      <DateTimeField
        value={String(value)}
        changed={isChanged}
        disabled={readOnly}
        onValueChange={(next) => setValue(name, next, { shouldDirty: true, shouldTouch: true })}
        onBlur={() => void trigger(name)}
      />
    </FormField>
  )
}
