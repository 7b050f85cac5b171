'use client'
import { useTranslations } from 'next-intl'
import { useRef, useState } from 'react'
import { get, useFormContext, useFormState, useWatch } from 'react-hook-form'
import { useErrorTranslation } from '@/components/form/form'
import { Button } from '@/components/ui/button'
import { Door, type DoorState } from '@/components/ui/doors'
import { Icon } from '@/components/ui/icon'
import { Notice } from '@/components/ui/notice'
import { Switch } from '@/components/ui/switch'
import type { Change } from '@/lib/channels/changes-schema'
import { type ConditionType, isLocked } from '@/lib/channels/form-schema'
import type { FormValues } from './form-values'
import { useRank } from './rank-context'
import { fieldCounts, typeFields } from './type-fields'
import { TypePicker } from './type-picker'

/** One door: its drawing, its switch, its nine ways and the fields of the chosen one. */
export function RankPanel({ changes }: { changes: readonly Change[] }) {
  const t = useTranslations('channels')
  const { rank, base, readOnly } = useRank()
  const { control, setValue, clearErrors } = useFormContext<FormValues>()
  const [enabled, type, primaryEnabled] = useWatch({
    control,
    name: [`${rank}.enabled`, `${rank}.type`, 'primary.enabled'],
  })
  const panel = useRef<HTMLDivElement>(null)
  const [said, setSaid] = useState('')
  const isBarred = rank === 'secondary' && !primaryEnabled
  const door: DoorState = isLocked(base) || isBarred ? 'unavailable' : enabled ? 'open' : 'closed'
  const how = isLocked(base)
    ? t('typeSentence.other', { type: base.unsupportedType ?? '' })
    : t(`typeSentence.${enabled ? (type ?? 'none') : 'off'}`)

  const pick = (next: ConditionType, byPointer: boolean) => {
    if (type !== null) clearErrors(`${rank}.drafts.${type}`)
    setValue(`${rank}.type`, next, { shouldDirty: true, shouldValidate: false })
    clearErrors([`${rank}.type`, 'secondary.type'])
    setSaid(t('switched', { type: t(`types.${next}`), count: fieldCounts[next] }))
    if (byPointer)
      requestAnimationFrame(() => panel.current?.querySelector<HTMLElement>('input, textarea, button')?.focus())
  }
  const Fields = type ? typeFields[type] : null
  return (
    <section aria-labelledby={`${rank}-title`} className="min-w-0 px-6 pt-4 pb-8 max-tablet:px-4">
      <div className="flex flex-wrap items-end gap-x-4.5 border-b border-ink">
        <Door state={door} />
        <div className="pb-3.5">
          <h2 id={`${rank}-title`} className="font-serif text-20 font-semibold tracking-[.02em]">
            {t(`ranks.${rank}`)}
          </h2>
          <p className="flex flex-wrap gap-x-2 text-12 text-ink-2">
            {t(`rankSentence.${rank}`, { how })}
            {changes.length > 0 ? (
              <span className="font-medium text-azurite">{t('changedCount', { count: changes.length })}</span>
            ) : null}
          </p>
        </div>
        <div className="ml-auto pb-3.5">
          <Switch
            checked={enabled}
            disabled={readOnly || isLocked(base) || (isBarred && !enabled)}
            onCheckedChange={(checked) => {
              setValue(`${rank}.enabled`, checked, { shouldDirty: true })
              clearErrors([`${rank}.type`, 'secondary.enabled', 'secondary.type'])
            }}
          >
            {t('on')}
          </Switch>
        </div>
      </div>
      <p className="sr-only" role="status">
        {said}
      </p>
      {isLocked(base) ? (
        <Notice tone="attention" title={t('lockedTitle')} className="mt-4">
          {t('lockedText', { type: base.unsupportedType ?? '' })}
        </Notice>
      ) : (
        <>
          <RankHint isBarred={isBarred} />
          <TypePicker onPick={pick} />
          <RankError />
          {enabled && Fields ? (
            <div ref={panel} key={type} className="panel-in grid gap-3">
              <Fields />
            </div>
          ) : null}
        </>
      )}
    </section>
  )
}

/** Why the second door cannot stand open alone, and the one click that mends it. */
function RankHint({ isBarred }: { isBarred: boolean }) {
  const t = useTranslations('channels')
  const { rank, readOnly } = useRank()
  const { control, setValue } = useFormContext<FormValues>()
  const enabled = useWatch({ control, name: `${rank}.enabled` })
  if (!isBarred) return null
  return (
    <Notice
      tone={enabled ? 'attention' : 'note'}
      title={t('secondaryNeedsPrimary')}
      className="mt-4"
      action={
        enabled && !readOnly ? (
          <Button size="sm" onClick={() => setValue('secondary.enabled', false, { shouldDirty: true })}>
            {t('closeBoth')}
          </Button>
        ) : null
      }
    />
  )
}

/** What is wrong with the door as a whole: its switch or its way. */
function RankError() {
  const { rank } = useRank()
  const { control } = useFormContext<FormValues>()
  const translate = useErrorTranslation()
  const { errors } = useFormState({ control, name: [`${rank}.type`, `${rank}.enabled`] })
  const found: Partial<Record<'type' | 'enabled', { message?: unknown }>> = get(errors, rank) ?? {}
  const message = found.type?.message ?? found.enabled?.message
  if (typeof message !== 'string') return null
  return (
    <p className="mb-3 flex gap-1.5 text-12 text-cinnabar" role="alert">
      <Icon name="cross" small className="mt-0.5" />
      {translate(message)}
    </p>
  )
}
