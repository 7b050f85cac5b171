'use client'
import clsx from 'clsx'
import type { ComponentProps, ReactNode } from 'react'
import { useFieldWiring } from './field'

export type InputProps = Omit<ComponentProps<'input'>, 'prefix'> & {
  prefix?: ReactNode
  suffix?: ReactNode
  /** Marks a value the person has changed. */
  changed?: boolean
  quiet?: boolean
  boxClassName?: string
}

export function Input({
  prefix,
  suffix,
  changed,
  quiet,
  boxClassName,
  className,
  id,
  type = 'text',
  ...rest
}: InputProps) {
  return (
    <span className={clsx('control', quiet && 'quiet', boxClassName)} data-changed={changed}>
      {prefix ? <span className="flex text-ink-3">{prefix}</span> : null}
      <input type={type} className={className} {...useFieldWiring({ id })} {...rest} />
      {suffix ? <span className="flex shrink-0 text-ink-3">{suffix}</span> : null}
    </span>
  )
}
