'use client'
import { Select as Base } from '@base-ui/react/select'
import clsx from 'clsx'
import type { ReactNode } from 'react'
import { useFieldWiring } from './field'
import { Icon } from './icon'

type SelectOption<TValue extends string> = {
  value: TValue
  label: ReactNode
  detail?: ReactNode
  disabled?: boolean
}

type SelectProps<TValue extends string> = {
  value: TValue | null
  onValueChange: (value: TValue) => void
  options: readonly SelectOption<TValue>[]
  placeholder?: string
  ariaLabel?: string
  disabled?: boolean
  name?: string
  changed?: boolean
  className?: string
}

export function Select<TValue extends string>({
  value,
  onValueChange,
  options,
  placeholder,
  ariaLabel,
  disabled,
  name,
  changed,
  className,
}: SelectProps<TValue>) {
  const wiring = useFieldWiring()
  return (
    <Base.Root
      items={options as SelectOption<TValue>[]}
      value={value}
      onValueChange={(next) => {
        if (next !== null) onValueChange(next as TValue)
      }}
      disabled={disabled ?? false}
      {...(name ? { name } : {})}
      {...(wiring.id ? { id: wiring.id } : {})}
    >
      <Base.Trigger
        className={clsx('control text-left', className)}
        data-changed={changed}
        aria-label={ariaLabel}
        aria-describedby={wiring['aria-describedby']}
        aria-invalid={wiring['aria-invalid']}
      >
        <span className="clip min-w-0 flex-1">
          <Base.Value placeholder={placeholder ?? ''} />
        </span>
        <Base.Icon className="flex text-ink-3">
          <Icon name="chevron-down" small />
        </Base.Icon>
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner sideOffset={4} alignItemWithTrigger={false} className="z-50">
          <Base.Popup className="popup max-h-(--available-height) min-w-(--anchor-width) overflow-y-auto p-1">
            <Base.List>
              {options.map((option) => (
                <Base.Item
                  key={option.value}
                  value={option.value}
                  disabled={option.disabled ?? false}
                  className="option"
                >
                  <Base.ItemText>{option.label}</Base.ItemText>
                  {option.detail ? <span className="text-12 text-ink-3">{option.detail}</span> : null}
                  <Base.ItemIndicator className="ml-auto flex text-azurite">
                    <Icon name="check" small />
                  </Base.ItemIndicator>
                </Base.Item>
              ))}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
