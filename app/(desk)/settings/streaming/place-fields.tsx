'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useController, useFormContext, useWatch } from 'react-hook-form'
import { FormField } from '@/components/form/form-field'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { Input } from '@/components/ui/input'
import { NumberInput } from '@/components/ui/number-input'
import { Switch } from '@/components/ui/switch'
import type { SinkInput } from '@/lib/streaming/schema'

/** Where to send, as the kind of sink needs it. */
export function PlaceFields({ isNew }: { isNew: boolean }) {
  const t = useTranslations('streaming.dialog')
  const { register, control } = useFormContext<SinkInput>()
  const kind = useWatch({ control, name: 'kind' })
  const { field: tls } = useController({ control, name: 'isTls' })
  if (kind === 'file') return <p className="text-12 text-ink-3">{t('fileHint')}</p>
  if (kind === 'syslog')
    return (
      <>
        <div className="grid grid-cols-[minmax(0,1fr)_96px] gap-4">
          <FormField<SinkInput> name="host" label={t('host')}>
            <Input autoComplete="off" spellCheck={false} {...register('host')} />
          </FormField>
          <FormField<SinkInput> name="port" label={t('port')}>
            <NumberInput {...register('port')} />
          </FormField>
        </div>
        <Switch checked={tls.value} onCheckedChange={tls.onChange}>
          {t('tls')}
        </Switch>
      </>
    )
  return (
    <>
      <FormField<SinkInput> name="url" label={t('url')} hint={t(isNew ? 'urlHint' : 'urlKeep')}>
        <Input type="url" autoComplete="off" spellCheck={false} {...register('url')} />
      </FormField>
      <SecretInput isNew={isNew} />
    </>
  )
}

/** The secret is made here and never comes back from the server: it can be copied until the dialog closes. */
function SecretInput({ isNew }: { isNew: boolean }) {
  const t = useTranslations('streaming.dialog')
  const { register, setValue } = useFormContext<SinkInput>()
  const [made, setMade] = useState<string | null>(null)
  const make = () => {
    const bytes = crypto.getRandomValues(new Uint8Array(32))
    const secret = `whsec_${btoa(String.fromCharCode(...bytes))}`
    setMade(secret)
    setValue('secret', secret, { shouldDirty: true, shouldValidate: true })
  }
  return (
    <FormField<SinkInput> name="secret" label={t('secret')} hint={t(isNew ? 'secretHint' : 'secretKeep')}>
      <span className="flex gap-2">
        <Input type="password" autoComplete="new-password" spellCheck={false} {...register('secret')} />
        {made ? (
          <CopyButton text={made}>{t('copySecret')}</CopyButton>
        ) : (
          <Button onClick={make}>{t('makeSecret')}</Button>
        )}
      </span>
    </FormField>
  )
}
