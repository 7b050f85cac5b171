import type { Route } from 'next'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

export type TrailStep = { label: ReactNode; href?: Route; mono?: boolean }

/** Where this page is. Written by the page, shown in the top bar by style alone. */
export function Trail({ steps }: { steps: readonly TrailStep[] }) {
  const t = useTranslations('shell')
  return (
    <nav className="trail" aria-label={t('trail')}>
      <ol>
        {steps.map((step, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the order of a trail is its identity
          <li key={index} className={step.mono ? 'mono' : ''}>
            {step.href ? (
              <Link href={step.href}>{step.label}</Link>
            ) : (
              <span className="clip" aria-current={index === steps.length - 1 ? 'page' : undefined}>
                {step.label}
              </span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  )
}
