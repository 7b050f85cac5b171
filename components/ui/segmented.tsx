import type { ReactNode } from 'react'

export type SegmentedProps<TValue extends string> = {
  value: TValue
  onValueChange: (value: TValue) => void
  options: readonly { value: TValue; label: ReactNode }[]
  ariaLabel: string
}

/** Two to four exclusive views of the same thing. */
export function Segmented<TValue extends string>({ value, onValueChange, options, ariaLabel }: SegmentedProps<TValue>) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would draw its own box
    <div role="group" className="seg" aria-label={ariaLabel}>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          aria-pressed={option.value === value}
          onClick={() => onValueChange(option.value)}
        >
          {option.label}
        </button>
      ))}
    </div>
  )
}
