'use client'
import { useTranslations } from 'next-intl'
import { get, useFormContext, useFormState, useWatch } from 'react-hook-form'
import { useErrorTranslation } from '@/components/form/form'
import { Icon } from '@/components/ui/icon'
import { RadioGroup } from '@/components/ui/radio-group'
import { type ConditionType, rankNames } from '@/lib/channels/form-schema'
import { useRank } from '../[channelId]/rank-context'
import { typeFields } from '../[channelId]/type-fields'
import { TypePicker } from '../[channelId]/type-picker'
import type { EditorValues, Mode } from './editor-values'
import { VariableChoice } from './variable-choice'

const modes: readonly Mode[] = ['keep', 'off', 'set']

export function ChangeDoor() {
  const t = useTranslations('apply.editor')
  const tChannels = useTranslations('channels')
  const { rank, readOnly } = useRank()
  const { control, setValue, clearErrors } = useFormContext<EditorValues>()
  const [mode, type] = useWatch({ control, name: [`modes.${rank}`, `${rank}.type`] })
  const Fields = type ? typeFields[type] : null

  const choose = (next: Mode) => {
    setValue(`modes.${rank}`, next, { shouldDirty: true })
    setValue(`${rank}.enabled`, next === 'set', { shouldDirty: true })
    clearErrors([...rankNames])
  }
  const pick = (next: ConditionType) => {
    setValue(`${rank}.type`, next, { shouldDirty: true })
    clearErrors([...rankNames])
  }
  return (
    <section aria-labelledby={`${rank}-change`} className="min-w-0 pb-4">
      <div className="flex flex-wrap items-center gap-x-5 gap-y-1 border-b border-line py-2">
        <h3 id={`${rank}-change`} className="font-serif text-14 font-semibold">
          {tChannels(`ranks.${rank}`)}
        </h3>
        <RadioGroup
          value={mode}
          disabled={readOnly}
          onValueChange={choose}
          ariaLabel={tChannels(`ranks.${rank}`)}
          options={modes.map((value) => ({ value, label: t(`mode.${value}`) }))}
        />
      </div>
      {mode === 'set' ? (
        <>
          <TypePicker onPick={pick} onSwapped={() => undefined} />
          <DoorError />
          {Fields ? (
            <div key={type} className="panel-in grid gap-3">
              <Fields />
              <VariableChoice />
            </div>
          ) : (
            <p className="text-ink-3">{t('chooseType')}</p>
          )}
        </>
      ) : (
        <>
          <DoorError />
          <p className="py-3 text-ink-2">{t(`modeText.${mode}`)}</p>
        </>
      )}
    </section>
  )
}

function DoorError() {
  const { rank } = useRank()
  const { control } = useFormContext<EditorValues>()
  const translate = useErrorTranslation()
  const { errors } = useFormState({ control, name: [`${rank}.type`, `${rank}.enabled`] })
  const found: Partial<Record<'type' | 'enabled', { message?: unknown }>> = get(errors, rank) ?? {}
  const message = found.type?.message ?? found.enabled?.message
  if (typeof message !== 'string') return null
  return (
    <p className="my-2 flex gap-1.5 text-12 text-cinnabar" role="alert">
      <Icon name="cross" small className="mt-0.5" />
      {translate(message)}
    </p>
  )
}
