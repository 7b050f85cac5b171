'use client'
import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'
import { useFieldArray, useFormContext } from 'react-hook-form'
import { FormField } from '@/components/form/form-field'
import { Button } from '@/components/ui/button'
import { FormSkeleton } from '@/components/ui/skeleton'
import { INFO_FIELDS_MAX } from '@/lib/channels/info-rules-schema'
import { TextField, useRankField } from './fields'
import type { FormValues } from './form-values'
import { PrivacyFields } from './privacy-fields'
import { useRank } from './rank-context'
import { RestoreValue } from './restore-value'
import { useRestore } from './use-restore'

/** Fetched where a door asks for something; the other eight ways need none of it. */
const InfoList = dynamic(() => import('./info-list').then((module) => module.InfoList), {
  loading: () => <FormSkeleton fields={1} />,
})

/** Up to five things asked of a viewer, in their order. */
export function InfoFields() {
  const t = useTranslations('channels')
  const { rank, readOnly } = useRank()
  const { control } = useFormContext<FormValues>()
  const name = `${rank}.drafts.info.fields` as const
  const { fields, append, remove, move } = useFieldArray({ control, name })
  const { isChanged, before } = useRankField('info.fields')
  const { restore } = useRestore()
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
          isChanged && Array.isArray(before) && before.length > 0 ? (
            <RestoreValue
              value={t('info.limit', { count: before.length })}
              onRestore={() => restore('drafts.info.fields')}
            />
          ) : undefined
        }
      >
        <InfoList ids={fields.map((field) => field.id)} onMove={move} onRemove={remove} />
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
