'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { applyFieldErrors } from '@/components/form/apply-field-errors'
import { Form } from '@/components/form/form'
import { FormField } from '@/components/form/form-field'
import { Button, ButtonLink } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { Mono } from '@/components/ui/mono'
import { Notice } from '@/components/ui/notice'
import { isCommonPassword } from '@/lib/auth/password-schema'
import { countCodePoints } from '@/lib/format'
import { postEntry } from '../../post-entry'

type Values = { name: string; password: string }
type Props = { token: string; purpose: 'invite' | 'reset'; name: string; email: string }

export function JoinForm({ token, purpose, name, email }: Props) {
  const t = useTranslations('auth')
  const form = useForm<Values>({ defaultValues: { name, password: '' } })
  const [state, setState] = useState<'open' | 'done' | 'dead' | 'throttled' | 'unreachable'>('open')
  const isInvite = purpose === 'invite'

  const submit = async (values: Values) => {
    const body = { token, password: values.password, ...(isInvite ? { name: values.name } : {}) }
    const result = await postEntry<{ email: string }>('/api/auth/join', body)
    if (result?.ok) setState('done')
    else if (result?.fieldErrors) applyFieldErrors(form, result.fieldErrors)
    else if (result?.code === 'not_found') setState('dead')
    else setState(result?.code === 'too_many' ? 'throttled' : 'unreachable')
  }

  if (state === 'done') {
    return (
      <Notice
        live
        title={t(isInvite ? 'invite.doneInvite' : 'invite.doneReset')}
        action={
          <ButtonLink href="/sign-in" variant="primary">
            {t('invite.toSignIn')}
          </ButtonLink>
        }
      />
    )
  }

  return (
    <Form
      form={form}
      onSubmit={submit}
      translateError={(message) => t(`field.${message}` as 'field.required')}
      className="grid gap-4"
    >
      {state === 'dead' ? (
        <Notice tone="danger" live title={t('invite.deadTitle')}>
          {t('invite.dead')}
        </Notice>
      ) : null}
      {state === 'throttled' || state === 'unreachable' ? (
        <Notice tone="attention" live title={t(state === 'throttled' ? 'signIn.busy' : 'signIn.unreachable')} />
      ) : null}
      <p className="flex items-baseline gap-3 border-b border-line-soft pb-2">
        <span className="text-12 font-medium text-ink-2">{t('invite.email')}</span>
        <Mono>{email}</Mono>
      </p>
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      {isInvite ? (
        <FormField<Values> name="name" label={t('invite.name')} hint={t('invite.nameHint')} max={40}>
          <Input autoComplete="name" boxClassName="min-h-10" {...form.register('name', { validate: checkName })} />
        </FormField>
      ) : null}
      <FormField<Values> name="password" label={t('invite.password')} hint={t('invite.passwordHint')}>
        <Input
          type="password"
          autoComplete="new-password"
          boxClassName="min-h-10"
          {...form.register('password', { validate: checkPassword })}
        />
      </FormField>
      <Button
        type="submit"
        variant="primary"
        size="lg"
        className="w-full"
        pending={form.formState.isSubmitting && t('invite.pending')}
      >
        {t(isInvite ? 'invite.submitInvite' : 'invite.submitReset')}
      </Button>
    </Form>
  )
}

const checkName = (value: string) =>
  value.trim() === '' ? 'required' : countCodePoints(value) > 40 ? 'nameLong' : true

function checkPassword(value: string) {
  if (value.length < 12) return value === '' ? 'required' : 'passwordShort'
  if (value.length > 128) return 'passwordLong'
  return !isCommonPassword(value) || 'passwordPlain'
}
