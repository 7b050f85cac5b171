'use client'
import { useTranslations } from 'next-intl'
import { useRef, useState } from 'react'
import { useFormContext, useWatch } from 'react-hook-form'
import { Door, type DoorState } from '@/components/ui/doors'
import { Notice } from '@/components/ui/notice'
import { Switch } from '@/components/ui/switch'
import type { Change } from '@/lib/channels/changes-schema'
import { type ConditionType, isLocked } from '@/lib/channels/form-schema'
import type { FormValues } from './form-values'
import { useRank } from './rank-context'
import { RankError, RankHints } from './rank-hints'
import { RestorePanel } from './restore-panel'
import { fieldCounts, typeFields } from './type-fields'
import { TypePicker } from './type-picker'
import { useDoorFixes } from './use-door-fixes'

/** One door: its drawing, its switch, its nine ways and the fields of the chosen one. */
export function RankPanel({ changes }: { changes: readonly Change[] }) {
  const t = useTranslations('channels')
  const say = useTranslations('conditions')
  const { rank, base, readOnly } = useRank()
  const { control, setValue, clearErrors } = useFormContext<FormValues>()
  const [enabled, type, primaryEnabled] = useWatch({
    control,
    name: [`${rank}.enabled`, `${rank}.type`, 'primary.enabled'],
  })
  const { setEnabled } = useDoorFixes()
  const section = useRef<HTMLElement>(null)
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
    if (byPointer) requestAnimationFrame(() => firstControl(panel.current)?.focus())
  }
  const Fields = type ? typeFields[type] : null
  return (
    <section ref={section} aria-labelledby={`${rank}-title`} className="min-w-0 px-6 pt-4 pb-8 max-tablet:px-4">
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
            onCheckedChange={(checked) => setEnabled(rank, checked)}
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
          <RankHints isBarred={isBarred} onChoose={() => firstWay(section.current)?.focus()} />
          <TypePicker onPick={pick} onSwapped={() => setSaid(say('swapped'))} />
          <RankError />
          {enabled && type && Fields ? (
            <>
              <RestorePanel
                type={type}
                onRestored={() => setSaid(say('restoredPanel', { type: t(`types.${type}`) }))}
              />
              <div ref={panel} key={type} className="panel-in grid gap-3">
                <Fields />
              </div>
            </>
          ) : null}
        </>
      )}
    </section>
  )
}

const firstControl = (within: HTMLElement | null) =>
  within?.querySelector<HTMLElement>('input:not([type=file]), textarea, button, [contenteditable=true]')
const firstWay = (within: HTMLElement | null) =>
  within?.querySelector<HTMLElement>('[role=radiogroup] input:not(:checked, :disabled)')
