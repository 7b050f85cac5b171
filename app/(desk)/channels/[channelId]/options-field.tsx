'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useFormContext } from 'react-hook-form'
import { FormField } from '@/components/form/form-field'
import { Button } from '@/components/ui/button'
import { RemovableChip } from '@/components/ui/chip'
import { Input } from '@/components/ui/input'
import { checkOptions, INFO_OPTION_MAX, INFO_OPTIONS_MAX } from '@/lib/channels/info-rules-schema'
import type { FormValues } from './form-values'
import { useRank } from './rank-context'

const comma = /[,，]/
const atCommas = (text: string) =>
  text
    .split(comma)
    .map((part) => part.trim())
    .filter(Boolean)

/** Values of a drop-down as chips. A comma is refused where it is typed, with the offer to split there. */
export function OptionsField({ index, options }: { index: number; options: string[] }) {
  const t = useTranslations('channels')
  const say = useTranslations('conditions.info')
  const { rank, readOnly } = useRank()
  const { setValue, setError, clearErrors } = useFormContext<FormValues>()
  const [typed, setTyped] = useState('')
  const name = `${rank}.drafts.info.fields.${index}.options` as const
  const parts = atCommas(typed)
  const hasComma = comma.test(typed)
  const isToSplit = (hasComma && parts.length > 1) || options.some((option) => comma.test(option))

  const replace = (next: string[]) => {
    setValue(name, next, { shouldDirty: true })
    const problem = checkOptions(next)
    if (problem) setError(name, { type: 'rule', message: problem })
    else clearErrors(name)
  }
  const add = () => {
    if (typed.trim() === '') return
    if (hasComma) return setError(name, { type: 'rule', message: 'optionComma' })
    replace([...options, typed.trim()])
    setTyped('')
  }
  const keepTyped = () => {
    if (typed.trim() === '') return
    replace([...options, typed.trim()])
    setTyped('')
  }
  const split = () => {
    replace([...options.flatMap(atCommas), ...parts])
    setTyped('')
  }
  return (
    <FormField<FormValues>
      name={name}
      label={t('info.options')}
      optional={say('optionCount', { count: options.length, max: INFO_OPTIONS_MAX })}
      hint={hasComma ? say('comma') : say('optionLength', { max: INFO_OPTION_MAX })}
    >
      <div className="flex flex-wrap items-center gap-1.5">
        {options.map((option, place) => (
          <RemovableChip
            // biome-ignore lint/suspicious/noArrayIndexKey: equal options are possible until they are mended
            key={`${place}:${option}`}
            removeLabel={t('info.removeOption', { name: option })}
            onRemove={() => readOnly || replace(options.filter((_, other) => other !== place))}
          >
            {option}
          </RemovableChip>
        ))}
        {readOnly ? null : (
          <>
            <Input
              boxClassName="w-40"
              value={typed}
              placeholder={t('info.optionPlaceholder')}
              onChange={(event) => setTyped(event.target.value)}
              onBlur={keepTyped}
              onKeyDown={(event) => {
                if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
                event.preventDefault()
                add()
              }}
            />
            {isToSplit ? (
              <Button size="sm" onMouseDown={(event) => event.preventDefault()} onClick={split}>
                {t('info.splitOptions', { count: options.flatMap(atCommas).length + parts.length })}
              </Button>
            ) : (
              <Button size="sm" onMouseDown={(event) => event.preventDefault()} onClick={add}>
                {t('info.addOption')}
              </Button>
            )}
          </>
        )}
      </div>
    </FormField>
  )
}
