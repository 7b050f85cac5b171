'use client'
import { Switch as Base } from '@base-ui/react/switch'
import { type ReactNode, useId } from 'react'

type SwitchProps = {
  checked: boolean
  onCheckedChange: (checked: boolean) => void
  /** Words beside the switch, or a name alone through `ariaLabel`. */
  children?: ReactNode
  ariaLabel?: string
  disabled?: boolean
  name?: string
}

export function Switch({ checked, onCheckedChange, children, ariaLabel, disabled, name }: SwitchProps) {
  const labelId = useId()
  const flip = (
    <Base.Root
      className="flip"
      checked={checked}
      onCheckedChange={onCheckedChange}
      disabled={disabled ?? false}
      {...(name ? { name } : {})}
      {...(children ? { 'aria-labelledby': labelId } : { 'aria-label': ariaLabel })}
    >
      <Base.Thumb />
    </Base.Root>
  )
  if (!children) return flip
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the switch inside renders the control
    <label className="inline-flex items-center gap-2 text-ink-2">
      <span id={labelId}>{children}</span>
      {flip}
    </label>
  )
}
