'use client'
import { zodResolver } from '@hookform/resolvers/zod'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { applyFieldErrors } from '@/components/form/apply-field-errors'
import { Form } from '@/components/form/form'
import { FormField } from '@/components/form/form-field'
import { LeaveGuard } from '@/components/shell/leave-guard'
import { settle } from '@/components/shell/reach'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { Notice, type NoticeTone } from '@/components/ui/notice'
import type { ActionFailure } from '@/lib/errors'
import { type PasswordChangeInput, passwordChangeSchema } from '@/lib/people/schema'
import { changePassword } from './actions'

const empty: PasswordChangeInput = { currentPassword: '', newPassword: '' }

export function PasswordForm({ email }: { email: string }) {
  const t = useTranslations('people.account')
  const tField = useTranslations('auth.field')
  const tErrors = useTranslations('errors')
  const form = useForm<PasswordChangeInput>({ resolver: zodResolver(passwordChangeSchema), defaultValues: empty })
  const [notice, setNotice] = useState<{ tone: NoticeTone; title: string } | null>(null)

  const explain = ({ code, detail }: ActionFailure) =>
    code === 'too_many' && typeof detail?.waitSeconds === 'number'
      ? t('throttled', { seconds: detail.waitSeconds })
      : tErrors(code)

  const submit = async (input: PasswordChangeInput) => {
    setNotice(null)
    const result = await settle(() => changePassword(input))
    if (result.ok) {
      form.reset(empty)
      setNotice({ tone: 'note', title: t('changed', { count: result.data.endedSessions }) })
    } else if (result.fieldErrors) applyFieldErrors(form, result.fieldErrors)
    else setNotice({ tone: 'danger', title: explain(result) })
  }

  return (
    <Form
      form={form}
      onSubmit={submit}
      translateError={(message) => tField(message as 'required')}
      className="grid max-w-[400px] gap-4 pt-1"
    >
      <LeaveGuard when={form.formState.isDirty && !form.formState.isSubmitting} />
      {notice ? <Notice tone={notice.tone} live title={notice.title} /> : null}
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <FormField<PasswordChangeInput> name="currentPassword" label={t('current')}>
        <Input type="password" autoComplete="current-password" {...form.register('currentPassword')} />
      </FormField>
      <FormField<PasswordChangeInput> name="newPassword" label={t('new')} hint={t('newHint')}>
        <Input type="password" autoComplete="new-password" {...form.register('newPassword')} />
      </FormField>
      <div>
        <Button type="submit" variant="primary" pending={form.formState.isSubmitting && t('pending')}>
          {t('submit')}
        </Button>
      </div>
    </Form>
  )
}
