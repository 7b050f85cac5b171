'use client'
import { useTranslations } from 'next-intl'
import { Controller, type FieldPath, type FieldValues, useFormContext } from 'react-hook-form'
import { FormField } from '@/components/form/form-field'
import { SecretField } from '@/components/form/secret-field'
import { Input } from '@/components/ui/input'
import { NumberInput } from '@/components/ui/number-input'
import { RadioGroup } from '@/components/ui/radio-group'
import {
  CHUNK_SIZE_MAX,
  type EndpointKey,
  FASTEST_CALLS_PER_SECOND,
  NAME_MAX,
  SLOWEST_CALLS_PER_SECOND,
} from '@/lib/connections/schema'

export type EndpointChoice = { key: EndpointKey; host: string }

/** The values shared by adding and editing; each is a field of the form around it. */
type Common = {
  name: string
  endpoint: string
  accountId: string
  userId: string
  secret: string
  callsPerSecond: string
  chunkSize: string
}

const path = <TValues extends FieldValues>(name: keyof Common) => name as FieldPath<TValues>

export function NameField() {
  const t = useTranslations('connections.form')
  const { register } = useFormContext<Common>()
  return (
    <FormField<Common> name="name" label={t('name')} hint={t('nameHint')} max={NAME_MAX}>
      <Input autoComplete="off" {...register('name')} />
    </FormField>
  )
}

/** A choice among the server's own addresses: what a person types is never called. */
export function EndpointField({ choices }: { choices: readonly EndpointChoice[] }) {
  const t = useTranslations('connections')
  const { control } = useFormContext<Common>()
  return (
    <FormField<Common> name="endpoint" label={t('facts.endpoint')} hint={t('form.endpointHint')} group>
      <Controller
        control={control}
        name="endpoint"
        render={({ field }) => (
          <RadioGroup
            stacked
            value={field.value}
            onValueChange={field.onChange}
            options={choices.map(({ key, host }) => ({
              value: key,
              label: t(`endpoint.${key}`),
              hint: <span className="mono">{host}</span>,
            }))}
          />
        )}
      />
    </FormField>
  )
}

/** A component of its own, so that fields register in the order they stand and the first wrong one gets the focus. */
export function AccountIdField({ kind }: { kind: 'wechat' | 'polyv' }) {
  const t = useTranslations('connections.facts')
  const { register } = useFormContext<Common>()
  return (
    <FormField<Common> name="accountId" label={t(`accountId.${kind}`)}>
      <Input className="mono" autoComplete="off" spellCheck={false} {...register('accountId')} />
    </FormField>
  )
}

export function UserIdField() {
  const t = useTranslations('connections.facts')
  const { register } = useFormContext<Common>()
  return (
    <FormField<Common> name="userId" label={t('userId')}>
      <Input className="mono" autoComplete="off" spellCheck={false} {...register('userId')} />
    </FormField>
  )
}

export function AppSecretField({ setAt }: { setAt: string | null }) {
  const t = useTranslations('connections')
  return (
    <SecretField<Common>
      name={path<Common>('secret')}
      label={t('facts.secret')}
      isSet={setAt !== null}
      updatedAt={setAt}
      hint={setAt === null ? t('form.secretHintNew') : undefined}
    />
  )
}

export function RateField() {
  const t = useTranslations('connections.form')
  const { register } = useFormContext<Common>()
  const limits = { slowest: SLOWEST_CALLS_PER_SECOND, fastest: FASTEST_CALLS_PER_SECOND }
  return (
    <FormField<Common> name="callsPerSecond" label={t('rateLabel')} hint={t('rateHint', limits)}>
      <NumberInput decimals={2} boxClassName="max-w-40" suffix={t('rateUnit')} {...register('callsPerSecond')} />
    </FormField>
  )
}

export function ChunkField({ usual }: { usual: number }) {
  const t = useTranslations('connections.form')
  const { register } = useFormContext<Common>()
  return (
    <FormField<Common>
      name="chunkSize"
      label={t('chunkLabel')}
      hint={t('chunkHint', { usual: String(usual), most: String(CHUNK_SIZE_MAX) })}
    >
      <NumberInput
        boxClassName="max-w-40"
        suffix={t('chunkUnit')}
        placeholder={String(usual)}
        {...register('chunkSize')}
      />
    </FormField>
  )
}
