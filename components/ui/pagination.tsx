import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { ButtonLink, type ButtonLinkProps } from './button'
import { Icon } from './icon'

type Href = ButtonLinkProps['href']

/** Previous and next by key; there are no page numbers, because rows keep arriving. */
export function Pagination({
  previousHref,
  nextHref,
  summary,
}: {
  previousHref?: Href | undefined
  nextHref?: Href | undefined
  summary?: ReactNode
}) {
  const t = useTranslations('ui')
  if (!previousHref && !nextHref && !summary) return null
  return (
    <nav aria-label={t('pages')} className="flex items-center gap-2 py-3 text-12 text-ink-3">
      <span className="mr-auto">{summary}</span>
      {previousHref ? (
        <ButtonLink href={previousHref} size="sm" rel="prev">
          <Icon name="back" small />
          {t('previousPage')}
        </ButtonLink>
      ) : null}
      {nextHref ? (
        <ButtonLink href={nextHref} size="sm" rel="next">
          {t('nextPage')}
          <Icon name="chevron-right" small />
        </ButtonLink>
      ) : null}
    </nav>
  )
}
