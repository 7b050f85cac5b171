'use client'
import { Checkbox as Base } from '@base-ui/react/checkbox'
import clsx from 'clsx'
import { type ReactNode, useId } from 'react'
import { useFieldWiring } from './field'
import { Icon } from './icon'

type CheckboxProps = {
  checked: boolean
  onCheckedChange: (checked: boolean) => void
  /** Words beside the box. In a table row give `ariaLabel` instead. */
  children?: ReactNode
  ariaLabel?: string
  indeterminate?: boolean
  disabled?: boolean
  name?: string
  className?: string
  hint?: ReactNode
}

export function Checkbox({
  checked,
  onCheckedChange,
  children,
  ariaLabel,
  indeterminate,
  disabled,
  name,
  className,
  hint,
}: CheckboxProps) {
  const wiring = useFieldWiring()
  const labelId = useId()
  const box = (
    <Base.Root
      className="box"
      checked={checked}
      onCheckedChange={onCheckedChange}
      indeterminate={indeterminate ?? false}
      disabled={disabled ?? false}
      {...(name ? { name } : {})}
      aria-describedby={wiring['aria-describedby']}
      {...(children ? { 'aria-labelledby': labelId } : { 'aria-label': ariaLabel })}
    >
      <Base.Indicator className="grid place-items-center">
        <Icon name={indeterminate ? 'minus' : 'check'} />
      </Base.Indicator>
    </Base.Root>
  )
  if (!children) return box
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the box inside renders the control
    <label className={clsx('inline-flex items-start gap-2', disabled && 'text-ink-3', className)}>
      <span className="mt-[3px] flex">{box}</span>
      <span>
        <span id={labelId}>{children}</span>
        {hint ? <span className="block text-12 text-ink-3">{hint}</span> : null}
      </span>
    </label>
  )
}
