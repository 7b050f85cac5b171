'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { Form } from '@/components/form/form'
import { FormField } from '@/components/form/form-field'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Input } from '@/components/ui/input'
import { Mono } from '@/components/ui/mono'
import { Notice } from '@/components/ui/notice'
import type { ActionResult } from '@/lib/errors'
import { reportTrouble } from './reach'

type Values = { password: string }
type Refusal = 'credentials' | 'throttled' | 'unreachable' | 'unexpected'

/** The session ended while the page stood open: the same person signs in over it, and nothing on it is lost. */
export function SignInAgain({ email, onClose }: { email: string; onClose: () => void }) {
  const t = useTranslations('shell.reach')
  const form = useForm<Values>({ defaultValues: { password: '' } })
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const submit = async ({ password }: Values) => {
    setRefusal(null)
    const result = await signIn(email, password)
    if (!result?.ok) return setRefusal(toRefusal(result))
    reportTrouble(null)
    onClose()
  }
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose()
      }}
      title={t('signIn')}
      description={t('signInText')}
      actions={
        <Button
          type="submit"
          form="sign-in-again"
          variant="primary"
          pending={form.formState.isSubmitting && t('pending')}
        >
          {t('signIn')}
        </Button>
      }
    >
      <Form
        id="sign-in-again"
        form={form}
        onSubmit={submit}
        translateError={() => t('required')}
        className="grid gap-4"
      >
        {refusal ? <Notice tone="danger" live title={t(`refusal.${refusal}`)} /> : null}
        <p>
          <Mono>{email}</Mono>
        </p>
        <FormField<Values> name="password" label={t('password')}>
          <Input
            type="password"
            autoComplete="current-password"
            {...form.register('password', { required: 'required' })}
          />
        </FormField>
      </Form>
    </Dialog>
  )
}

async function signIn(email: string, password: string): Promise<ActionResult<null> | null> {
  const response = await fetch('/api/auth/sign-in/email', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  }).catch(() => null)
  return (await response?.json().catch(() => null)) ?? null
}

function toRefusal(result: ActionResult<null> | null): Refusal {
  if (result === null || result.ok) return 'unreachable'
  if (result.code === 'too_many') return 'throttled'
  return result.detail?.cause === 'credentials' ? 'credentials' : 'unexpected'
}
