'use client'
import { zodResolver } from '@hookform/resolvers/zod'
import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type Resolver, useForm } from 'react-hook-form'
import { applyFieldErrors } from '@/components/form/apply-field-errors'
import { ErrorSummary } from '@/components/form/error-summary'
import { Form } from '@/components/form/form'
import { FormField } from '@/components/form/form-field'
import { LeaveGuard } from '@/components/shell/leave-guard'
import { Button, ButtonLink } from '@/components/ui/button'
import { Segmented } from '@/components/ui/segmented'
import { type AddConnectionInput, addConnectionSchema } from '@/lib/connections/schema'
import { RefusalNotice } from '../refusal-notice'
import { addConnection } from './actions'
import {
  AccountIdField,
  AppSecretField,
  type EndpointChoice,
  EndpointField,
  NameField,
  RateField,
  UserIdField,
} from './connection-fields'
import { useConnectionWrite } from './use-connection-write'
import { useFieldLabels } from './use-field-labels'

type Kind = 'wechat' | 'polyv'
type Values = {
  kind: Kind
  name: string
  endpoint: string
  accountId: string
  userId: string
  secret: string
  callsPerSecond: string
}

/** A WeChat account has no user id: the field stays in the form, so that nothing typed is lost, and out of the request. */
const toInput = ({ userId, ...values }: Values) =>
  (values.kind === 'polyv' ? { ...values, userId } : values) as AddConnectionInput

const check = zodResolver(addConnectionSchema)
const resolver: Resolver<Values> = (values, context, options) =>
  check(toInput(values), context, options as never) as ReturnType<Resolver<Values>>

export function AddForm({
  endpoints,
  defaultRates,
}: {
  endpoints: Record<Kind, EndpointChoice[]>
  defaultRates: Record<Kind, string>
}) {
  const t = useTranslations('connections')
  const router = useRouter()
  const labels = useFieldLabels()
  const { run, isPending, refusal } = useConnectionWrite(addConnection)
  const firstEndpoint = (kind: Kind) => endpoints[kind][0]?.key ?? 'live'
  const form = useForm<Values>({
    resolver,
    defaultValues: {
      kind: 'wechat',
      name: '',
      endpoint: firstEndpoint('wechat'),
      accountId: '',
      userId: '',
      secret: '',
      callsPerSecond: defaultRates.wechat,
    },
  })
  const kind = form.watch('kind')
  const changeKind = (next: Kind) => {
    form.setValue('kind', next)
    if (!endpoints[next].some(({ key }) => key === form.getValues('endpoint')))
      form.setValue('endpoint', firstEndpoint(next))
    if (!form.getFieldState('callsPerSecond').isDirty)
      form.resetField('callsPerSecond', { defaultValue: defaultRates[next] })
    if (form.formState.isSubmitted) void form.trigger()
  }
  const submit = () =>
    run(
      toInput(form.getValues()),
      () => router.push('/settings/connections' as Route),
      ({ fieldErrors }) => (fieldErrors ? applyFieldErrors(form, fieldErrors) : undefined),
    )
  return (
    <Form
      form={form}
      onSubmit={submit}
      translateError={(message) => t(`errors.${message}` as 'errors.required')}
      className="grid max-w-xl gap-5"
    >
      <LeaveGuard when={form.formState.isDirty && !isPending} />
      <RefusalNotice refusal={refusal} />
      <ErrorSummary labels={labels(kind)} />
      <FormField<Values> name="kind" label={t('form.kind')} group>
        <div className="flex">
          <Segmented
            value={kind}
            onValueChange={changeKind}
            ariaLabel={t('form.kind')}
            options={[
              { value: 'wechat', label: t('kind.wechat') },
              { value: 'polyv', label: t('kind.polyv') },
            ]}
          />
        </div>
      </FormField>
      <NameField />
      <EndpointField choices={endpoints[kind]} />
      <AccountIdField kind={kind} />
      {kind === 'polyv' ? <UserIdField /> : null}
      <AppSecretField setAt={null} />
      <RateField />
      <div className="flex flex-wrap gap-2 border-t border-line pt-4">
        <Button type="submit" variant="primary" pending={isPending && t('actions.saving')}>
          {t('form.submitAdd')}
        </Button>
        <ButtonLink href={'/settings/connections' as Route} variant="ghost">
          {t('form.cancel')}
        </ButtonLink>
      </div>
    </Form>
  )
}
