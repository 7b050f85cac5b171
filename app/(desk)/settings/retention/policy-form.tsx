'use client'
import { zodResolver } from '@hookform/resolvers/zod'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { applyFieldErrors } from '@/components/form/apply-field-errors'
import { Form } from '@/components/form/form'
import { FormField } from '@/components/form/form-field'
import { LeaveGuard } from '@/components/shell/leave-guard'
import { Button } from '@/components/ui/button'
import { NumberInput } from '@/components/ui/number-input'
import { State } from '@/components/ui/state'
import { type PolicyInput, policyInput } from '@/lib/retention/schema'
import { RefusalNotice } from '../refusal-notice'
import { useWrite } from '../use-write'
import { updatePolicy } from './actions'

export function PolicyForm({ access, change }: { access: number; change: number }) {
  const t = useTranslations('retention.policy')
  const tField = useTranslations('retention.field')
  const [isSaved, setSaved] = useState(false)
  const form = useForm<PolicyInput>({
    resolver: zodResolver(policyInput, undefined, { raw: true }),
    defaultValues: { access: String(access), change: String(change) },
  })
  const { run, isPending, refusal } = useWrite(updatePolicy, () => null)
  const submit = (input: PolicyInput) => {
    setSaved(false)
    run(
      input,
      () => {
        form.reset(input)
        setSaved(true)
      },
      ({ fieldErrors }) => (fieldErrors ? applyFieldErrors(form, fieldErrors) : undefined),
    )
  }
  return (
    <Form
      form={form}
      onSubmit={submit}
      translateError={(message) => tField(message as 'whole')}
      className="grid max-w-[560px] gap-4 pt-1"
    >
      <LeaveGuard when={form.formState.isDirty && !isPending} />
      <RefusalNotice refusal={refusal} />
      <div className="grid grid-cols-2 gap-4 max-phone:grid-cols-1">
        <FormField<PolicyInput> name="change" label={t('changeMonths')} hint={t('changeHint')}>
          <NumberInput {...form.register('change')} />
        </FormField>
        <FormField<PolicyInput> name="access" label={t('accessMonths')} hint={t('accessHint')}>
          <NumberInput {...form.register('access')} />
        </FormField>
      </div>
      <div className="flex items-center gap-4">
        <Button type="submit" variant="primary" disabled={!form.formState.isDirty} pending={isPending && t('saving')}>
          {t('save')}
        </Button>
        <span role="status">
          {isSaved && !form.formState.isDirty ? <State name="verified">{t('saved')}</State> : null}
        </span>
      </div>
    </Form>
  )
}
