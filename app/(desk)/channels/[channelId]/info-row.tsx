'use client'
import clsx from 'clsx'
import { useTranslations } from 'next-intl'
import { useFormContext, useWatch } from 'react-hook-form'
import { FormField } from '@/components/form/form-field'
import { IconButton } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Icon } from '@/components/ui/icon'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { Switch } from '@/components/ui/switch'
import { infoFieldTypes } from '@/lib/channels/form-schema'
import { limits } from '@/lib/channels/rules-schema'
import type { FormValues } from './form-values'
import { OptionsField } from './options-field'
import { useRank } from './rank-context'

type Props = {
  index: number
  count: number
  isLifted: boolean
  /** The row is taken hold of, to be dragged. */
  onLift: () => void
  onStep: (by: 1 | -1) => void
  onRemove: () => void
}

export function InfoRow({ index, count, isLifted, onLift, onStep, onRemove }: Props) {
  const t = useTranslations('channels.info')
  const { rank, readOnly } = useRank()
  const { control, register, setValue } = useFormContext<FormValues>()
  const name = `${rank}.drafts.info.fields.${index}` as const
  const value = useWatch({ control, name })
  const number = index + 1
  if (!value) return null
  return (
    <li
      className={clsx('grid gap-2 border-b border-line-soft py-3', isLifted && 'bg-azurite-soft')}
      aria-label={t('row', { number })}
    >
      <div className="grid grid-cols-[auto_minmax(0,1fr)_auto] items-start gap-2">
        {readOnly ? <span /> : <Grip onLift={onLift} />}
        <div className="grid gap-2 tablet:grid-cols-[116px_minmax(0,1fr)]">
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
          <FormField<FormValues>
            name={`${name}.placeholder`}
            label={t('placeholder')}
            max={limits['info.placeholder']}
            className="tablet:col-span-2"
          >
            <Input disabled={readOnly} {...register(`${name}.placeholder`)} />
          </FormField>
        </div>
        {readOnly ? null : (
          <div className="mt-[25px] flex">
            <IconButton
              icon="chevron-up"
              size="sm"
              label={t('up', { number })}
              data-move="up"
              disabled={index === 0}
              onClick={() => onStep(-1)}
            />
            <IconButton
              icon="chevron-down"
              size="sm"
              label={t('down', { number })}
              data-move="down"
              disabled={number === count}
              onClick={() => onStep(1)}
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

/** For a pointer only: the buttons at the other end do the same from a keyboard. */
function Grip({ onLift }: { onLift: () => void }) {
  return (
    <span
      aria-hidden="true"
      data-part="grip"
      className="mt-[22px] -ml-1 flex h-8 w-5 cursor-grab touch-none items-center justify-center text-ink-3 active:cursor-grabbing"
      onPointerDown={(event) => {
        if (event.button !== 0) return
        event.preventDefault()
        onLift()
      }}
    >
      <Icon name="grip" />
    </span>
  )
}
