'use client'
import { useTranslations } from 'next-intl'
import { useFieldArray, useFormContext } from 'react-hook-form'
import { FormField } from '@/components/form/form-field'
import { Button } from '@/components/ui/button'
import { INFO_FIELDS_MAX } from '@/lib/channels/info-rules-schema'
import { TextField, useRankField } from './fields'
import type { FormValues } from './form-values'
import { InfoRow } from './info-row'
import { PrivacyFields } from './privacy-fields'
import { useRank } from './rank-context'

/** Up to five things asked of a viewer, in their order. */
export function InfoFields() {
  const t = useTranslations('channels')
  const { rank, readOnly } = useRank()
  const { control } = useFormContext<FormValues>()
  const name = `${rank}.drafts.info.fields` as const
  const { fields, append, remove, move } = useFieldArray({ control, name })
  const { isChanged, before } = useRankField('info.fields')
  return (
    <>
      <div className="grid gap-3 tablet:grid-cols-2">
        <TextField path="info.title" />
        <TextField path="info.entryText" />
      </div>
      <TextField path="info.description" />
      <FormField<FormValues>
        name={name}
        label={t('fields.info.fields')}
        group
        optional={t('info.limit', { count: fields.length })}
        was={
          isChanged && Array.isArray(before) && before.length > 0
            ? t('was', { value: t('info.limit', { count: before.length }) })
            : undefined
        }
      >
        <ol className="grid border-t border-line-soft">
          {fields.map((field, index) => (
            <InfoRow
              key={field.id}
              index={index}
              isFirst={index === 0}
              isLast={index === fields.length - 1}
              onMove={(step) => move(index, index + step)}
              onRemove={() => remove(index)}
            />
          ))}
        </ol>
        {readOnly ? null : (
          <div>
            <Button
              size="sm"
              icon="plus"
              disabled={fields.length >= INFO_FIELDS_MAX}
              onClick={() => append({ type: 'text', name: '', options: [], placeholder: '', sms: false })}
            >
              {t('info.add')}
            </Button>
          </div>
        )}
      </FormField>
      <PrivacyFields />
    </>
  )
}
