'use client'
import { Radio } from '@base-ui/react/radio'
import { RadioGroup as Base } from '@base-ui/react/radio-group'
import clsx from 'clsx'
import { type ReactNode, useId } from 'react'
import { useFieldLabelId, useFieldWiring } from './field'

type RadioOption<TValue extends string> = {
  value: TValue
  label: ReactNode
  hint?: ReactNode
  disabled?: boolean
}

type RadioGroupProps<TValue extends string> = {
  value: TValue | null
  onValueChange: (value: TValue) => void
  options: readonly RadioOption<TValue>[]
  name?: string
  ariaLabel?: string
  disabled?: boolean
  stacked?: boolean
}

export function RadioGroup<TValue extends string>({
  value,
  onValueChange,
  options,
  name,
  ariaLabel,
  disabled,
  stacked,
}: RadioGroupProps<TValue>) {
  const labelId = useFieldLabelId()
  const wiring = useFieldWiring()
  const ownId = useId()
  return (
    <Base
      value={value}
      onValueChange={(next) => onValueChange(next as TValue)}
      disabled={disabled ?? false}
      {...(name ? { name } : {})}
      className={clsx('flex min-h-8', stacked ? 'flex-col gap-2' : 'flex-wrap items-center gap-x-3.5 gap-y-2')}
      aria-describedby={wiring['aria-describedby']}
      {...(ariaLabel ? { 'aria-label': ariaLabel } : { 'aria-labelledby': labelId })}
    >
      {options.map((option) => (
        // biome-ignore lint/a11y/noLabelWithoutControl: the radio inside renders the control
        <label
          key={option.value}
          className={clsx('inline-flex items-start gap-[7px]', (disabled || option.disabled) && 'text-ink-3')}
        >
          <Radio.Root
            value={option.value}
            disabled={option.disabled ?? false}
            className="dot mt-[3px]"
            aria-labelledby={`${ownId}-${option.value}`}
          />
          <span id={`${ownId}-${option.value}`}>
            {option.label}
            {option.hint ? <span className="block text-12 text-ink-3">{option.hint}</span> : null}
          </span>
        </label>
      ))}
    </Base>
  )
}
