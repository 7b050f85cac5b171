import type { Route } from 'next'
import Link from 'next/link'
import type { ReactNode } from 'react'

type SegmentedProps<TValue extends string> = {
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

type SegmentedLinksProps = {
  links: readonly { href: Route; label: ReactNode; count?: ReactNode; isCurrent: boolean }[]
  ariaLabel: string
}

/** The same as addresses, so that a view can be sent to a colleague. */
export const SegmentedLinks = ({ links, ariaLabel }: SegmentedLinksProps) => (
  <nav className="seg w-fit" aria-label={ariaLabel}>
    {links.map(({ href, label, count, isCurrent }) => (
      <Link key={href} href={href} prefetch={false} aria-current={isCurrent ? 'true' : undefined}>
        {label}
        {count === undefined ? null : <span className="font-normal opacity-80">{count}</span>}
      </Link>
    ))}
  </nav>
)
