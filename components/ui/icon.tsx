'use client'
import clsx from 'clsx'
import { type IconName, iconPaths } from './icon-paths'

export type { IconName }

type IconProps = {
  name: IconName
  small?: boolean
  className?: string
  /** Set only where no word stands beside the drawing. */
  label?: string
}

export function Icon({ name, small, className, label }: IconProps) {
  const drawing: { line: string; solid?: string } = iconPaths[name]
  const paths = (
    <>
      <path d={drawing.line} />
      {drawing.solid ? <path d={drawing.solid} fill="currentColor" /> : null}
    </>
  )
  const classes = clsx('i', small && 's', className)
  return label ? (
    <svg viewBox="0 0 16 16" className={classes} role="img" aria-label={label}>
      {paths}
    </svg>
  ) : (
    <svg viewBox="0 0 16 16" className={classes} aria-hidden="true">
      {paths}
    </svg>
  )
}
