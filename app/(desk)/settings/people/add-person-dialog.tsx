'use client'
import { zodResolver } from '@hookform/resolvers/zod'
import { useTranslations } from 'next-intl'
import { useId, useState } from 'react'
import { Controller, useForm } from 'react-hook-form'
import { applyFieldErrors } from '@/components/form/apply-field-errors'
import { Form } from '@/components/form/form'
import { FormField } from '@/components/form/form-field'
import { LeaveGuard } from '@/components/shell/leave-guard'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Input } from '@/components/ui/input'
import { type InviteInput, inviteSchema, type MadeLink } from '@/lib/people/schema'
import { RefusalNotice } from '../refusal-notice'
import { invitePerson } from './actions'
import { LinkDialog } from './link-dialog'
import { RoleChoice } from './role-choice'
import { usePersonWrite } from './use-person-write'

export function AddPersonDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations('people')
  const formId = useId()
  const form = useForm<InviteInput>({
    resolver: zodResolver(inviteSchema),
    defaultValues: { name: '', email: '', role: 'support' },
  })
  const [link, setLink] = useState<MadeLink | null>(null)
  const { run, isPending, refusal } = usePersonWrite(invitePerson)
  if (link) return <LinkDialog link={link} onClose={onClose} />
  const submit = (input: InviteInput) =>
    run(input, setLink, ({ fieldErrors }) => (fieldErrors ? applyFieldErrors(form, fieldErrors) : undefined))
  return (
    <Dialog
      open
      keeps={form.formState.isDirty}
      onOpenChange={(next) => (next ? undefined : onClose())}
      title={t('add.title')}
      description={t('add.description')}
      actions={
        <Button type="submit" form={formId} variant="primary" pending={isPending && t('add.pending')}>
          {t('add.submit')}
        </Button>
      }
    >
      <Form
        id={formId}
        form={form}
        onSubmit={submit}
        translateError={(message) => t(`field.${message}` as 'field.required')}
        className="grid gap-4"
      >
        <RefusalNotice refusal={refusal} />
        <LeaveGuard when={form.formState.isDirty} />
        <FormField<InviteInput> name="name" label={t('add.name')} max={40}>
          <Input autoComplete="off" {...form.register('name')} />
        </FormField>
        <FormField<InviteInput> name="email" label={t('add.email')}>
          <Input type="email" autoComplete="off" spellCheck={false} {...form.register('email')} />
        </FormField>
        <Controller
          control={form.control}
          name="role"
          render={({ field }) => (
            <RoleChoice value={field.value} onValueChange={field.onChange} label={t('add.role')} />
          )}
        />
      </Form>
    </Dialog>
  )
}
