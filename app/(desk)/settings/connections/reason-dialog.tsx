'use client'
import { zodResolver } from '@hookform/resolvers/zod'
import { useTranslations } from 'next-intl'
import { useId } from 'react'
import { useForm } from 'react-hook-form'
import { applyFieldErrors } from '@/components/form/apply-field-errors'
import { Form } from '@/components/form/form'
import { FormField } from '@/components/form/form-field'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Input } from '@/components/ui/input'
import { connectionWithReasonSchema, REASON_MAX } from '@/lib/connections/schema'
import type { ActionFailure } from '@/lib/errors'
import { RefusalNotice } from '../refusal-notice'
import type { AccountWrite, WrittenAccount } from './account-writes'
import { renewConnectionToken, reopenConnection, switchConnection } from './actions'
import { useConnectionWrite } from './use-connection-write'

type Values = { connectionId: string; reason: string }

/** Asks why before an account is taken out of use, put back, let write again, or given a new token. */
export function ReasonDialog({
  account,
  write,
  onClose,
}: {
  account: WrittenAccount
  write: AccountWrite
  onClose: () => void
}) {
  const t = useTranslations('connections')
  const formId = useId()
  const form = useForm<Values>({
    resolver: zodResolver(connectionWithReasonSchema),
    defaultValues: { connectionId: account.id, reason: '' },
  })
  const switching = useConnectionWrite(switchConnection)
  const reopening = useConnectionWrite(reopenConnection)
  const renewing = useConnectionWrite(renewConnectionToken)
  const { isPending, refusal } = { switch: switching, reopen: reopening, renewToken: renewing }[write]
  const verb = write !== 'switch' ? write : account.isEnabled ? 'disable' : 'enable'
  const refused = ({ fieldErrors }: ActionFailure) => (fieldErrors ? applyFieldErrors(form, fieldErrors) : undefined)
  const submit = (values: Values) => {
    if (write === 'switch') return switching.run({ ...values, isEnabled: !account.isEnabled }, onClose, refused)
    return (write === 'reopen' ? reopening : renewing).run(values, onClose, refused)
  }
  return (
    <Dialog
      open
      onOpenChange={(next) => (next ? undefined : onClose())}
      title={t(`dialog.${verb}Title`, { name: account.name })}
      description={t(`dialog.${verb}Description`, { reason: account.closedReason ?? '' })}
      actions={
        <Button
          type="submit"
          form={formId}
          variant={verb === 'disable' || verb === 'renewToken' ? 'danger' : 'primary'}
          pending={isPending && t('actions.saving')}
        >
          {t(`actions.${verb}`)}
        </Button>
      }
    >
      <Form
        id={formId}
        form={form}
        onSubmit={submit}
        translateError={(message) => t(`errors.${message}` as 'errors.required')}
        className="grid gap-3"
      >
        <RefusalNotice refusal={refusal} />
        <FormField<Values> name="reason" label={t('dialog.reason')} hint={t('dialog.reasonHint')} max={REASON_MAX}>
          <Input autoComplete="off" {...form.register('reason')} />
        </FormField>
      </Form>
    </Dialog>
  )
}
