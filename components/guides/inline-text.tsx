'use client'
import type { Route } from 'next'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Fragment } from 'react'
import type { Inline } from '@/lib/guides/schema'
import { showHelp } from './help-state'

/** On a phone the drawer covers the page, so a link that leads to one closes it. */
const uncover = () => {
  if (window.matchMedia('(width < 768px)').matches) showHelp(null)
}

export function InlineText({ parts }: { parts: readonly Inline[] }) {
  const t = useTranslations('guides.names')
  return parts.map((part, index) => {
    // biome-ignore lint/suspicious/noArrayIndexKey: a sentence never changes once written
    if (typeof part === 'string') return <Fragment key={index}>{part}</Fragment>
    const key = `${index}`
    if ('typed' in part) return <code key={key}>{part.typed}</code>
    if ('guide' in part)
      return (
        <button key={key} type="button" className="link" onClick={() => showHelp(part.guide)}>
          {t(part.guide)}
        </button>
      )
    if (!part.href) return <b key={key}>{part.label}</b>
    return (
      <Link key={key} href={part.href as Route} prefetch={false} className="link" onClick={uncover}>
        {part.label}
      </Link>
    )
  })
}
