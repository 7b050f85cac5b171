'use client'
import { useTranslations } from 'next-intl'
import { useFormContext, useWatch } from 'react-hook-form'
import { FormField } from '@/components/form/form-field'
import { IconButton } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { Switch } from '@/components/ui/switch'
import { infoFieldTypes } from '@/lib/channels/form-schema'
import { limits } from '@/lib/channels/rules-schema'
import type { FormValues } from './form-values'
import { OptionsField } from './options-field'
import { useRank } from './rank-context'

type Props = { index: number; isFirst: boolean; isLast: boolean; onMove: (step: 1 | -1) => void; onRemove: () => void }

export function InfoRow({ index, isFirst, isLast, onMove, onRemove }: Props) {
  const t = useTranslations('channels.info')
  const { rank, readOnly } = useRank()
  const { control, register, setValue } = useFormContext<FormValues>()
  const name = `${rank}.drafts.info.fields.${index}` as const
  const value = useWatch({ control, name })
  const number = index + 1
  if (!value) return null
  return (
    <li className="grid gap-2 border-b border-line-soft py-3" aria-label={t('row', { number })}>
      <div className="grid grid-cols-[1fr_auto] items-end gap-2">
        <div className="grid gap-2 tablet:grid-cols-[116px_1fr_1fr]">
          <Field label={t('type')}>
            <Select
              value={value.type}
              disabled={readOnly}
              onValueChange={(type) => setValue(`${name}.type`, type, { shouldDirty: true })}
              options={infoFieldTypes.map((type) => ({ value: type, label: t(`types.${type}`) }))}
            />
          </Field>
          <FormField<FormValues> name={`${name}.name`} label={t('name')} max={limits['info.name']}>
            <Input disabled={readOnly} {...register(`${name}.name`)} />
          </FormField>
          <FormField<FormValues> name={`${name}.placeholder`} label={t('placeholder')} max={limits['info.placeholder']}>
            <Input disabled={readOnly} {...register(`${name}.placeholder`)} />
          </FormField>
        </div>
        {readOnly ? null : (
          <div className="flex">
            <IconButton
              icon="chevron-up"
              size="sm"
              label={t('up', { number })}
              disabled={isFirst}
              onClick={() => onMove(-1)}
            />
            <IconButton
              icon="chevron-down"
              size="sm"
              label={t('down', { number })}
              disabled={isLast}
              onClick={() => onMove(1)}
            />
            <IconButton icon="trash" size="sm" label={t('remove', { number })} onClick={onRemove} />
          </div>
        )}
      </div>
      {value.type === 'option' ? <OptionsField index={index} options={value.options} /> : null}
      {value.type === 'mobile' ? (
        <Switch
          checked={value.sms}
          disabled={readOnly}
          onCheckedChange={(sms) => setValue(`${name}.sms`, sms, { shouldDirty: true })}
        >
          {t('sms')}
        </Switch>
      ) : null}
    </li>
  )
}
