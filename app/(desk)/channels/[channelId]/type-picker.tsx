'use client'
import clsx from 'clsx'
import { useTranslations } from 'next-intl'
import { useId } from 'react'
import { useFormContext, useWatch } from 'react-hook-form'
import { toFieldId } from '@/components/form/field-id'
import { Icon } from '@/components/ui/icon'
import { type ConditionType, conditionTypes } from '@/lib/channels/form-schema'
import { typeIcons } from '../type-icons'
import type { FormValues } from './form-values'
import { useRank } from './rank-context'
import { useDoorFixes } from './use-door-fixes'

type Props = { onPick: (type: ConditionType, byPointer: boolean) => void; onSwapped: () => void }

/** Nine ways in, in three rows. One the other door uses is shown, disabled, with the reason and the way to swap. */
export function TypePicker({ onPick, onSwapped }: Props) {
  const t = useTranslations('channels')
  const say = useTranslations('conditions')
  const { swap } = useDoorFixes()
  const { rank, base, readOnly } = useRank()
  const { control } = useFormContext<FormValues>()
  const other = rank === 'primary' ? 'secondary' : 'primary'
  const [enabled, type, drafts, otherEnabled, otherType] = useWatch({
    control,
    name: [`${rank}.enabled`, `${rank}.type`, `${rank}.drafts`, `${other}.enabled`, `${other}.type`],
  })
  const group = useId()
  const reasonId = useId()
  const usedType = otherEnabled && otherType !== null && otherType !== type ? otherType : null
  return (
    <>
      <div
        role="radiogroup"
        id={toFieldId(`${rank}.type`)}
        tabIndex={-1}
        aria-label={t('typePicker', { rank: t(`ranks.${rank}`) })}
        className="my-3.5 grid grid-cols-3 gap-px overflow-hidden rounded-control border border-line bg-line-soft"
      >
        {conditionTypes.map((option) => {
          const isChosen = option === type
          const isUsed = option === usedType
          const hasDraft = !isChosen && JSON.stringify(drafts[option]) !== JSON.stringify(base.form.drafts[option])
          const isResidue = !isChosen && !hasDraft && base.residue.includes(option)
          return (
            <label
              key={option}
              className={clsx(
                'relative flex min-h-[38px] min-w-0 flex-wrap items-center gap-x-2 px-2.5 py-1 has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-azurite coarse:min-h-11',
                isChosen && 'z-1 bg-azurite-soft font-medium text-azurite shadow-[0_0_0_1px_var(--azurite)]',
                !isChosen && (isUsed || readOnly ? 'bg-bg text-ink-3' : 'bg-surface hover:bg-hover'),
              )}
            >
              <input
                type="radio"
                name={group}
                className="absolute inset-0 size-full cursor-pointer opacity-0 disabled:cursor-not-allowed"
                checked={isChosen}
                disabled={readOnly || isUsed}
                aria-describedby={isUsed ? reasonId : undefined}
                onChange={(event) => onPick(option, (event.nativeEvent as PointerEvent).detail > 0)}
              />
              <Icon name={typeIcons[option]} className={isChosen ? '' : 'text-ink-3'} />
              <span>{t(`types.${option}`)}</span>
              {isUsed ? (
                <Mark icon="block">{t('used')}</Mark>
              ) : hasDraft ? (
                <Mark dot>{t('draft')}</Mark>
              ) : isResidue ? (
                <Mark title={t('residueHint')}>{t('residue')}</Mark>
              ) : null}
            </label>
          )
        })}
      </div>
      {usedType ? (
        <div className="mb-3 flex flex-wrap items-center gap-x-3 gap-y-1 text-12 text-ink-3">
          <p id={reasonId} className="flex gap-1.5">
            <Icon name="block" small className="mt-0.5" />
            {t('usedBy', { type: t(`types.${usedType}`), rank: t(`ranks.${other}`) })}
          </p>
          {readOnly || !enabled || type === null ? null : (
            <button
              type="button"
              className="link"
              onClick={() => {
                swap()
                onSwapped()
              }}
            >
              {say('swap')}
            </button>
          )}
        </div>
      ) : null}
    </>
  )
}

function Mark({ icon, dot, title, children }: { icon?: 'block'; dot?: boolean; title?: string; children: string }) {
  return (
    <span className="ml-auto flex items-center gap-1 text-11 font-normal text-ink-3" title={title}>
      {dot ? <span className="size-[5px] rounded-full bg-orpiment" /> : null}
      {icon ? <Icon name={icon} small /> : null}
      {children}
    </span>
  )
}
