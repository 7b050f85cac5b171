'use client'
import { useTranslations } from 'next-intl'
import type { UseFormReturn } from 'react-hook-form'
import { FormField } from '@/components/form/form-field'
import { Input } from '@/components/ui/input'
import { Textarea } from '@/components/ui/textarea'
import { licenseeLimits } from '@/lib/licensees/schema'

/** As typed: tags are one text. */
export type LicenseeValues = Record<
  'appid' | 'name' | 'subject' | 'contact' | 'contractNo' | 'contractEndsOn' | 'tags' | 'notes',
  string
>

type Props = { form: UseFormReturn<LicenseeValues>; hasAppid: boolean }

export function LicenseeFields({ form, hasAppid }: Props) {
  const t = useTranslations('licensees')
  const optional = t('form.optional')
  const { register } = form
  return (
    <>
      <FormField<LicenseeValues>
        name="appid"
        label={t('column.appid')}
        hint={t(hasAppid ? 'form.appidFixed' : 'form.appidHint')}
      >
        <Input
          className="mono"
          autoComplete="off"
          spellCheck={false}
          maxLength={100}
          readOnly={hasAppid}
          {...register('appid')}
        />
      </FormField>
      <FormField<LicenseeValues> name="name" label={t('column.name')} max={licenseeLimits.name}>
        <Input autoComplete="off" {...register('name')} />
      </FormField>
      <FormField<LicenseeValues> name="subject" label={t('column.subject')} optional={optional}>
        <Input autoComplete="off" {...register('subject')} />
      </FormField>
      <FormField<LicenseeValues> name="contact" label={t('column.contact')} optional={optional}>
        <Input autoComplete="off" {...register('contact')} />
      </FormField>
      <FormField<LicenseeValues> name="contractNo" label={t('column.contractNo')} optional={optional}>
        <Input autoComplete="off" {...register('contractNo')} />
      </FormField>
      <FormField<LicenseeValues>
        name="contractEndsOn"
        label={t('column.contractEndsOn')}
        optional={optional}
        hint={t('form.dateHint')}
      >
        <Input autoComplete="off" placeholder="2027-03-31" {...register('contractEndsOn')} />
      </FormField>
      <FormField<LicenseeValues>
        name="tags"
        label={t('column.tags')}
        optional={optional}
        hint={t('form.tagsHint')}
        className="col-span-full"
      >
        <Input autoComplete="off" {...register('tags')} />
      </FormField>
      <FormField<LicenseeValues>
        name="notes"
        label={t('column.notes')}
        optional={optional}
        max={licenseeLimits.notes}
        className="col-span-full"
      >
        <Textarea rows={3} {...register('notes')} />
      </FormField>
    </>
  )
}
