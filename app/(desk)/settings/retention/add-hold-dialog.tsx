'use client'
import { zodResolver } from '@hookform/resolvers/zod'
import { useTranslations } from 'next-intl'
import { useId } from 'react'
import { Controller, useForm } from 'react-hook-form'
import { applyFieldErrors } from '@/components/form/apply-field-errors'
import { Form } from '@/components/form/form'
import { FormField } from '@/components/form/form-field'
import { LeaveGuard } from '@/components/shell/leave-guard'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { Textarea } from '@/components/ui/textarea'
import { targetTypes } from '@/lib/audit/schema'
import { type HoldInput, holdInput } from '@/lib/retention/schema'
import { RefusalNotice } from '../refusal-notice'
import { useWrite } from '../use-write'
import { addHold } from './actions'

const EMPTY: HoldInput = { targetType: '', targetId: '', operationId: '', from: '', until: '', reason: '' }

export function AddHoldDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations('retention.addHold')
  const tField = useTranslations('retention.field')
  const tTarget = useTranslations('audit.targetType')
  const formId = useId()
  const form = useForm<HoldInput>({ resolver: zodResolver(holdInput, undefined, { raw: true }), defaultValues: EMPTY })
  const { run, isPending, refusal } = useWrite(addHold, () => null)
  const submit = (input: HoldInput) =>
    run(input, onClose, ({ fieldErrors }) => (fieldErrors ? applyFieldErrors(form, fieldErrors) : undefined))
  return (
    <Dialog
      open
      keeps={form.formState.isDirty}
      onOpenChange={(next) => (next ? undefined : onClose())}
      title={t('title')}
      description={t('description')}
      actions={
        <Button type="submit" form={formId} variant="primary" pending={isPending && t('pending')}>
          {t('submit')}
        </Button>
      }
    >
      <Form
        id={formId}
        form={form}
        onSubmit={submit}
        translateError={(message) => tField(message as 'required')}
        className="grid gap-4"
      >
        <RefusalNotice refusal={refusal} />
        <LeaveGuard when={form.formState.isDirty} />
        <div className="grid grid-cols-2 gap-4 max-phone:grid-cols-1">
          <FormField<HoldInput> name="targetType" label={t('targetType')}>
            <Controller
              control={form.control}
              name="targetType"
              render={({ field }) => (
                <Select
                  value={field.value || 'any'}
                  onValueChange={(value) => field.onChange(value === 'any' ? '' : value)}
                  options={[
                    { value: 'any', label: t('anyTarget') },
                    ...targetTypes.map((type) => ({ value: type, label: tTarget(type) })),
                  ]}
                />
              )}
            />
          </FormField>
          <FormField<HoldInput> name="targetId" label={t('targetId')}>
            <Input autoComplete="off" spellCheck={false} {...form.register('targetId')} />
          </FormField>
        </div>
        <FormField<HoldInput> name="operationId" label={t('operationId')} hint={t('operationHint')}>
          <Input autoComplete="off" spellCheck={false} {...form.register('operationId')} />
        </FormField>
        <div className="grid grid-cols-2 gap-4 max-phone:grid-cols-1">
          <FormField<HoldInput> name="from" label={t('from')}>
            <Input type="date" {...form.register('from')} />
          </FormField>
          <FormField<HoldInput> name="until" label={t('until')}>
            <Input type="date" {...form.register('until')} />
          </FormField>
        </div>
        <FormField<HoldInput> name="reason" label={t('reason')} max={500}>
          <Textarea rows={2} {...form.register('reason')} />
        </FormField>
      </Form>
    </Dialog>
  )
}
