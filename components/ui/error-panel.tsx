import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Icon } from './icon'
import { Mono } from './mono'

/** What went wrong, whose turn it is, and the reference that finds it in the log. */
export function ErrorPanel({
  title,
  children,
  reference,
  action,
  isPage,
}: {
  title: ReactNode
  children?: ReactNode
  reference?: string | undefined
  action?: ReactNode
  /** It is all there is on the page, so its title is the page's heading. */
  isPage?: boolean
}) {
  const t = useTranslations('ui')
  const Title = isPage ? 'h1' : 'p'
  return (
    <div role="alert" className="border-y border-line border-t-ink py-5">
      <Title className="flex items-center gap-2 font-serif text-16 font-semibold">
        <Icon name="cross" className="text-cinnabar" />
        {title}
      </Title>
      {children ? <div className="mt-1 max-w-prose text-ink-2">{children}</div> : null}
      {reference ? (
        <p className="mt-2 text-12 text-ink-3">
          {t('reference')} <Mono>{reference}</Mono>
        </p>
      ) : null}
      {action ? <div className="mt-3 flex flex-wrap gap-2">{action}</div> : null}
    </div>
  )
}
