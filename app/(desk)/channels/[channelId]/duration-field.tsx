'use client'
import { useTranslations } from 'next-intl'
import { useFormContext } from 'react-hook-form'
import { FormField } from '@/components/form/form-field'
import { NumberInput } from '@/components/ui/number-input'
import { RadioGroup } from '@/components/ui/radio-group'
import { useRankField } from './fields'
import type { FormValues } from './form-values'
import { useRank } from './rank-context'
import { RestoreValue } from './restore-value'
import { useRestore } from './use-restore'

/** How long one WeChat authorization lasts. */
export function DurationField() {
  const t = useTranslations('channels')
  const { rank } = useRank()
  const { register, setValue } = useFormContext<FormValues>()
  const amount = useRankField('wx.amount')
  const unit = useRankField('wx.unit')
  const { restore } = useRestore()
  const isChanged = amount.isChanged || unit.isChanged
  const stored =
    amount.before === '' ? t('unset') : t(`duration.${unit.before as 'day'}`, { amount: String(amount.before) })
  return (
    <FormField<FormValues>
      name={`${rank}.drafts.wx.amount`}
      label={t('fields.wx.duration')}
      was={
        isChanged && (amount.before !== '' || amount.base.form.type === 'wx') ? (
          <RestoreValue value={stored} onRestore={() => restore('drafts.wx.amount', 'drafts.wx.unit')} />
        ) : undefined
      }
    >
      <div className="flex flex-wrap items-center gap-3.5">
        <NumberInput
          boxClassName="w-[96px]"
          changed={isChanged}
          disabled={amount.readOnly}
          {...register(`${rank}.drafts.wx.amount`)}
        />
        <RadioGroup
          ariaLabel={t('fields.wx.unit')}
          value={unit.value as 'day' | 'hour'}
          disabled={unit.readOnly}
          onValueChange={(next) => setValue(`${rank}.drafts.wx.unit`, next, { shouldDirty: true })}
          options={[
            { value: 'day', label: t('wx.day') },
            { value: 'hour', label: t('wx.hour') },
          ]}
        />
      </div>
    </FormField>
  )
}
