import clsx from 'clsx'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Icon, type IconName } from './icon'

export type StateName =
  | 'verified'
  | 'partial'
  | 'failed'
  | 'unknown'
  | 'mismatch'
  | 'drift'
  | 'denied'
  | 'sensitive'
  | 'skipped'
  | 'blocked'
  | 'warning'
  | 'running'
  | 'queued'
  | 'scheduled'
  | 'cancelled'

const looks: Record<StateName, { glyph: IconName; pigment: string }> = {
  verified: { glyph: 'check', pigment: 'text-malachite' },
  partial: { glyph: 'half', pigment: 'text-orpiment' },
  failed: { glyph: 'cross', pigment: 'text-cinnabar' },
  unknown: { glyph: 'question', pigment: 'text-ink-3' },
  mismatch: { glyph: 'not-equal', pigment: 'text-cinnabar' },
  drift: { glyph: 'bolt', pigment: 'text-amethyst' },
  denied: { glyph: 'lock', pigment: 'text-cinnabar' },
  sensitive: { glyph: 'eye', pigment: 'text-ink-3' },
  skipped: { glyph: 'equal', pigment: 'text-ink-3' },
  blocked: { glyph: 'block', pigment: 'text-ink-3' },
  warning: { glyph: 'warning', pigment: 'text-orpiment' },
  running: { glyph: 'retry', pigment: 'text-azurite' },
  queued: { glyph: 'clock', pigment: 'text-ink-3' },
  scheduled: { glyph: 'clock', pigment: 'text-ink-3' },
  cancelled: { glyph: 'minus', pigment: 'text-ink-3' },
}

export function stateLook(name: StateName) {
  return looks[name]
}

type StateProps = {
  name: StateName
  /** Replaces the state's usual word. */
  children?: ReactNode
  className?: string
}

/** Glyph, word and pigment of a state. */
export function State({ name, children, className }: StateProps) {
  const t = useTranslations('ui.state')
  const look = looks[name]
  return (
    <span className={clsx('st', look.pigment, className)}>
      <Icon name={look.glyph} className={name === 'running' ? 'turning' : ''} />
      {children ?? t(name)}
    </span>
  )
}
