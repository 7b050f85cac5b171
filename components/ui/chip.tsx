import clsx from 'clsx'
import type { ReactNode } from 'react'
import { Icon } from './icon'

type ChipTone = 'quiet' | 'azurite' | 'malachite' | 'orpiment' | 'cinnabar' | 'amethyst'

const tones: Record<ChipTone, string> = {
  quiet: '',
  azurite: 'border-azurite bg-azurite-soft font-medium text-azurite',
  malachite: 'border-malachite bg-malachite-soft font-medium text-malachite',
  orpiment: 'border-orpiment bg-orpiment-soft font-medium text-orpiment',
  cinnabar: 'border-cinnabar bg-cinnabar-soft font-medium text-cinnabar',
  amethyst: 'border-amethyst bg-amethyst-soft font-medium text-amethyst',
}

export function Chip({
  tone = 'quiet',
  children,
  className,
}: {
  tone?: ChipTone
  children: ReactNode
  className?: string
}) {
  return <span className={clsx('chip', tones[tone], className)}>{children}</span>
}

/** A choice that fills a form in, such as an expiry preset. */
export function ChoiceChip({
  pressed,
  onClick,
  children,
  disabled,
}: {
  pressed?: boolean
  onClick: () => void
  children: ReactNode
  disabled?: boolean
}) {
  return (
    <button type="button" className="chip" aria-pressed={pressed} onClick={onClick} disabled={disabled}>
      {pressed ? <Icon name="check" small /> : null}
      {children}
    </button>
  )
}

/** A picked thing that can be taken out again. */
export function RemovableChip({
  children,
  removeLabel,
  onRemove,
}: {
  children: ReactNode
  removeLabel: string
  onRemove: () => void
}) {
  return (
    <span className="chip border-transparent bg-sunken pr-1 text-ink">
      {children}
      <button
        type="button"
        aria-label={removeLabel}
        onClick={onRemove}
        className="grid size-[18px] place-items-center rounded-chip text-ink-3 hover:text-ink coarse:size-7"
      >
        <Icon name="close" small />
      </button>
    </span>
  )
}
