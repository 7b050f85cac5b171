'use client'
import { zodResolver } from '@hookform/resolvers/zod'
import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type Resolver, useForm } from 'react-hook-form'
import { applyFieldErrors } from '@/components/form/apply-field-errors'
import { ErrorSummary } from '@/components/form/error-summary'
import { Form } from '@/components/form/form'
import { LeaveGuard } from '@/components/shell/leave-guard'
import { Button, ButtonLink } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { type UpdateConnectionInput, updateConnectionSchema } from '@/lib/connections/schema'
import { RefusalNotice } from '../refusal-notice'
import { updateConnection } from './actions'
import {
  AppSecretField,
  ChunkField,
  type EndpointChoice,
  EndpointField,
  NameField,
  RateField,
  UserIdField,
} from './connection-fields'
import { useConnectionWrite } from './use-connection-write'
import { useFieldLabels } from './use-field-labels'

export type EditedAccount = {
  id: string
  kind: 'wechat' | 'polyv'
  version: string
  source: 'environment' | 'sandbox' | 'person'
  secretSetAt: string
  usualChunkSize: number
  values: { name: string; endpoint: string; userId: string; callsPerSecond: string; chunkSize: string }
}

type Values = EditedAccount['values'] & { secret: string }

/** Only what the person changed is sent and checked: what is stored stays, even where our rules are stricter. */
function toInput(account: EditedAccount, values: Values): UpdateConnectionInput {
  const changed = Object.entries(values).filter(
    ([name, value]) => value !== ({ ...account.values, secret: '' } as Record<string, string>)[name],
  )
  return { connectionId: account.id, version: account.version, ...Object.fromEntries(changed) }
}

const check = zodResolver(updateConnectionSchema)

export function EditForm({ account, endpoints }: { account: EditedAccount; endpoints: EndpointChoice[] }) {
  const t = useTranslations('connections')
  const router = useRouter()
  const labels = useFieldLabels()
  const { run, isPending, refusal } = useConnectionWrite(updateConnection)
  const resolver: Resolver<Values> = (values, context, options) =>
    check(toInput(account, values), context, options as never) as ReturnType<Resolver<Values>>
  const form = useForm<Values>({ resolver, defaultValues: { ...account.values, secret: '' } })
  const { isDirty } = form.formState
  const submit = () =>
    run(
      toInput(account, form.getValues()),
      () => router.push('/settings/connections' as Route),
      ({ fieldErrors }) => (fieldErrors ? applyFieldErrors(form, fieldErrors) : undefined),
    )
  const isOurs = account.source === 'person'
  return (
    <Form
      form={form}
      onSubmit={submit}
      translateError={(message) => t(`errors.${message}` as 'errors.required')}
      className="grid max-w-xl gap-5"
    >
      <LeaveGuard when={isDirty && !isPending} />
      <RefusalNotice refusal={refusal} />
      <ErrorSummary labels={labels(account.kind)} />
      <NameField />
      {account.source === 'person' ? null : (
        <Notice title={t(`source.${account.source}`)}>{t(`givenHint.${account.source}`)}</Notice>
      )}
      {isOurs ? <EndpointField choices={endpoints} /> : null}
      {isOurs && account.kind === 'polyv' ? <UserIdField /> : null}
      {isOurs ? <AppSecretField setAt={account.secretSetAt} /> : null}
      {isOurs ? <RateField /> : null}
      {account.kind === 'wechat' ? <ChunkField usual={account.usualChunkSize} /> : null}
      <div className="flex flex-wrap items-center gap-2 border-t border-line pt-4">
        <Button type="submit" variant="primary" disabled={!isDirty} pending={isPending && t('actions.saving')}>
          {t('form.submitEdit')}
        </Button>
        <ButtonLink href={'/settings/connections' as Route} variant="ghost">
          {t('form.cancel')}
        </ButtonLink>
        {isDirty ? null : <span className="text-12 text-ink-3">{t('form.noChange')}</span>}
      </div>
    </Form>
  )
}
