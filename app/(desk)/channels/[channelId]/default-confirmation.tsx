'use client'
import { useTranslations } from 'next-intl'
import { useFormContext } from 'react-hook-form'
import { FormField } from '@/components/form/form-field'
import { Input } from '@/components/ui/input'
import type { FormValues } from './form-values'

export type EditedAccount = { name: string; followers: number }

/** The name of the account, typed out: nobody saves for everybody by habit. */
export function DefaultConfirmation({ account }: { account: EditedAccount }) {
  const t = useTranslations('account-default.confirm')
  const { register } = useFormContext<FormValues>()
  return (
    <FormField<FormValues>
      name="confirmation"
      label={t('label', { name: account.name })}
      hint={t('hint', { count: account.followers })}
    >
      <Input autoComplete="off" spellCheck={false} {...register('confirmation')} />
    </FormField>
  )
}
