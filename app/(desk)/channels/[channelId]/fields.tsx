'use client'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { type FieldPath, get, useFormContext, useWatch } from 'react-hook-form'
import { FormField } from '@/components/form/form-field'
import { SecretField } from '@/components/form/secret-field'
import { Input } from '@/components/ui/input'
import { Switch } from '@/components/ui/switch'
import { type SecretName, secretOf } from '@/lib/channels/form-schema'
import { KEY_WARN_LENGTH, limits } from '@/lib/channels/rules-schema'
import type { FormValues } from './form-values'
import { useRank } from './rank-context'
import { RestoreValue } from './restore-value'
import { RevealCode } from './reveal-code'
import { useRestore } from './use-restore'

type TextPath =
  | 'code.hint'
  | 'code.imageUrl'
  | 'pay.title'
  | 'phone.title'
  | 'phone.entryText'
  | 'phone.inputHint'
  | 'info.title'
  | 'info.description'
  | 'info.entryText'
  | 'custom.url'
  | 'external.url'
  | 'external.redirectUrl'

type SecretPath = 'code.authCode' | 'custom.customKey' | 'external.externalKey' | 'direct.directKey'

/** The form's name of a field of this rank, and what it held when the form was loaded. */
export function useRankField(path: string) {
  const { rank, base, readOnly } = useRank()
  const { control } = useFormContext<FormValues>()
  const name = `${rank}.drafts.${path}` as FieldPath<FormValues>
  const value: unknown = useWatch({ control, name })
  const before: unknown = get(base.form.drafts, path)
  return { name, value, before, isChanged: JSON.stringify(value) !== JSON.stringify(before), readOnly, base }
}

/** A line of text with its limit, its former value once changed, and a note when the upstream never gives it back. */
export function TextField({ path, hint, className }: { path: TextPath; hint?: ReactNode; className?: string }) {
  const t = useTranslations('channels')
  const { register } = useFormContext<FormValues>()
  const { name, before, isChanged, readOnly, base } = useRankField(path)
  const { restore } = useRestore()
  const type = path.split('.')[0]
  const isWorthTelling = isChanged && (base.form.type === type || before !== '')
  return (
    <FormField<FormValues>
      name={name}
      label={t(`fields.${path}`)}
      max={limits[path]}
      was={
        isWorthTelling ? (
          <RestoreValue value={String(before || t('unset'))} onRestore={() => restore(`drafts.${path}`)} />
        ) : undefined
      }
      hint={base.unreadable.includes(path) ? t('hints.unreadable') : hint}
      className={className}
    >
      <Input changed={isWorthTelling} disabled={readOnly} {...register(name)} />
    </FormField>
  )
}

/** A stored key or code: empty keeps it, typing replaces it. */
export function RankSecretField({ type }: { type: 'code' | 'custom' | 'external' | 'direct' }) {
  const t = useTranslations('channels')
  const secret = secretOf[type] as SecretName
  const path = `${type}.${secret}` as SecretPath
  const { name, value, readOnly, base } = useRankField(path)
  const { restore } = useRestore()
  const state = base.secrets[secret]
  const typed = typeof value === 'string' ? [...value].length : 0
  const isLongStored = type === 'code' && state.length > limits['code.authCode'] && typed === 0
  const hint = isLongStored
    ? t('hints.longCode', { count: state.length })
    : type === 'code'
      ? t('hints.code.authCode')
      : typed > KEY_WARN_LENGTH
        ? t('hints.longKey')
        : undefined
  const { mayReveal } = useRank()
  return (
    <div className="grid content-start gap-1.5">
      <SecretField<FormValues>
        name={name}
        label={t(`fields.${path}`)}
        isSet={state.isSet}
        updatedAt={state.setAt}
        hint={hint}
        max={limits[path]}
        was={<RestoreValue value={t('secret.kept')} onRestore={() => restore(`drafts.${path}`)} />}
        disabled={readOnly}
      />
      {type === 'code' && state.isSet && mayReveal ? <RevealCode /> : null}
    </div>
  )
}

/** A switch in a row of its own. */
export function FlagField({ path, hint }: { path: 'phone.once' | 'external.showsButton'; hint: ReactNode }) {
  const t = useTranslations('channels')
  const { setValue } = useFormContext<FormValues>()
  const { name, value, isChanged, readOnly, base } = useRankField(path)
  const { restore } = useRestore()
  return (
    <div className="flex min-h-10 items-center gap-2.5 border-t border-line-soft">
      <span>{t(`fields.${path}`)}</span>
      <span className="text-12 text-ink-3">{base.unreadable.includes(path) ? t('hints.unreadable') : hint}</span>
      <span className="ml-auto flex items-center gap-2.5">
        {isChanged ? (
          <span className="text-12 font-medium text-azurite">
            <RestoreValue value={t(value ? 'flag.off' : 'flag.on')} onRestore={() => restore(`drafts.${path}`)} />
          </span>
        ) : null}
        <Switch
          ariaLabel={t(`fields.${path}`)}
          checked={value === true}
          disabled={readOnly}
          onCheckedChange={(checked) => setValue(name, checked, { shouldDirty: true })}
        />
      </span>
    </div>
  )
}
