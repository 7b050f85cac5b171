'use client'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { applyFieldErrors } from '@/components/form/apply-field-errors'
import { Form } from '@/components/form/form'
import { FormField } from '@/components/form/form-field'
import { Button, IconButton } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { Notice } from '@/components/ui/notice'
import { formatDuration } from '@/lib/format'
import { postEntry } from '../post-entry'
import { type Demo, DemoSignIns } from './demo-sign-ins'

type Values = { email: string; password: string }
type Refusal = { kind: 'credentials' | 'unreachable' | 'unexpected' } | { kind: 'throttled'; waitSeconds: number }

export function SignInForm({ returnPath, demo }: { returnPath: string; demo: Demo | null }) {
  const t = useTranslations('auth')
  const form = useForm<Values>({ defaultValues: { email: '', password: '' } })
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [isLeaving, setLeaving] = useState(false)
  const [isShown, setShown] = useState(false)

  const submit = async (values: Values) => {
    setRefusal(null)
    const result = await postEntry<null>('/api/auth/sign-in/email', values)
    if (result?.ok) {
      setLeaving(true)
      window.location.assign(returnPath)
      return
    }
    if (result?.fieldErrors) applyFieldErrors(form, result.fieldErrors)
    else setRefusal(toRefusal(result))
  }

  return (
    <Form
      form={form}
      onSubmit={submit}
      translateError={(message) => t(`field.${message}` as 'field.required')}
      className="grid gap-4"
    >
      {refusal ? <RefusalNotice refusal={refusal} /> : null}
      <FormField<Values> name="email" label={t('signIn.email')}>
        <Input
          type="email"
          autoComplete="username"
          spellCheck={false}
          boxClassName="min-h-10"
          {...form.register('email', { required: 'required' })}
        />
      </FormField>
      <FormField<Values> name="password" label={t('signIn.password')}>
        <Input
          type={isShown ? 'text' : 'password'}
          autoComplete="current-password"
          spellCheck={false}
          boxClassName="min-h-10 pr-1"
          suffix={
            <IconButton
              icon={isShown ? 'eye-off' : 'eye'}
              size="sm"
              label={t(isShown ? 'signIn.hidePassword' : 'signIn.showPassword')}
              onClick={() => setShown(!isShown)}
            />
          }
          {...form.register('password', { required: 'required' })}
        />
      </FormField>
      <Button
        type="submit"
        variant="primary"
        size="lg"
        className="w-full"
        pending={(form.formState.isSubmitting || isLeaving) && t('signIn.pending')}
      >
        {t('signIn.submit')}
      </Button>
      {demo ? (
        <DemoSignIns
          demo={demo}
          onUse={(email) => {
            form.setValue('email', email)
            form.setValue('password', demo.password)
            form.clearErrors()
          }}
        />
      ) : null}
    </Form>
  )
}

function toRefusal(result: Awaited<ReturnType<typeof postEntry>>): Refusal {
  if (result === null || result.ok) return { kind: 'unreachable' }
  const waitSeconds = result.detail?.waitSeconds
  if (result.code === 'too_many' && typeof waitSeconds === 'number') return { kind: 'throttled', waitSeconds }
  return { kind: result.detail?.cause === 'credentials' ? 'credentials' : 'unexpected' }
}

function RefusalNotice({ refusal }: { refusal: Refusal }) {
  const t = useTranslations('auth.signIn')
  const locale = useLocale()
  if (refusal.kind === 'throttled') {
    const wait = formatDuration(Math.max(refusal.waitSeconds, 10) * 1_000, locale)
    return (
      <Notice tone="attention" live title={t('throttled', { wait })}>
        {t('throttledHint')}
      </Notice>
    )
  }
  return (
    <Notice tone="danger" live title={t(refusal.kind)}>
      {refusal.kind === 'credentials' ? t('credentialsHint') : null}
    </Notice>
  )
}
