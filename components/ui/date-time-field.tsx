'use client'
import { useTranslations } from 'next-intl'
import { type ComponentProps, useRef } from 'react'
import { IconButton } from './button'
import { useFieldWiring } from './field'

type DateTimeFieldProps = {
  /** `YYYY-MM-DD HH:mm` in Beijing time, or whatever the person has typed so far. */
  value: string
  onValueChange: (value: string) => void
  min?: string
  max?: string
  changed?: boolean
  disabled?: boolean
} & Pick<ComponentProps<'input'>, 'name' | 'onBlur' | 'ref'>

/** Typed text first; the calendar is the browser's own, opened on demand. */
export function DateTimeField({ value, onValueChange, min, max, changed, disabled, ...rest }: DateTimeFieldProps) {
  const t = useTranslations('ui')
  const native = useRef<HTMLInputElement>(null)
  const wiring = useFieldWiring()
  return (
    <span className="control relative" data-changed={changed}>
      <input
        type="text"
        inputMode="numeric"
        autoComplete="off"
        spellCheck={false}
        placeholder={t('dateTimePattern')}
        value={value}
        disabled={disabled}
        onChange={(event) => onValueChange(event.target.value)}
        {...wiring}
        {...rest}
      />
      <span className="shrink-0 text-12 text-ink-3">{t('beijingTime')}</span>
      <input
        ref={native}
        type="datetime-local"
        tabIndex={-1}
        aria-hidden="true"
        className="pointer-events-none absolute right-2 bottom-0 h-0! w-0 opacity-0"
        value={toNative(value)}
        min={min ? toNative(min) : undefined}
        max={max ? toNative(max) : undefined}
        disabled={disabled}
        onChange={(event) => onValueChange(event.target.value.replace('T', ' ').slice(0, 16))}
      />
      <IconButton
        icon="calendar"
        size="sm"
        label={t('openCalendar')}
        className="-mr-1.5"
        disabled={disabled}
        onClick={() => native.current?.showPicker()}
      />
    </span>
  )
}

function toNative(text: string) {
  return /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/.test(text) ? text.replace(' ', 'T') : ''
}
