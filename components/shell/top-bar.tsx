import type { Route } from 'next'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { HelpButton } from '@/components/guides/help-button'
import { Icon } from '@/components/ui/icon'
import { Kbd } from '@/components/ui/kbd'
import { Brand } from './brand'
import { SandboxChip } from './sandbox-edge'

/** Search, what is running, and the person. The page lifts its own trail into the left of it. */
export function TopBar({
  sandbox,
  running,
  notices,
  account,
}: {
  sandbox: boolean
  running?: ReactNode
  notices?: ReactNode
  account: ReactNode
}) {
  const t = useTranslations('shell')
  return (
    <header className="bar">
      <Link
        href="/"
        className="mr-auto flex items-center gap-2.5 text-ink tablet:hidden"
        title={t('home')}
        prefetch={false}
      >
        <Brand />
      </Link>
      <search className="max-tablet:hidden">
        <form action="/audit" className="control quiet w-[300px] max-desk:w-44">
          <Icon name="search" small className="text-ink-3" />
          <input name="q" type="search" placeholder={t('search.placeholder')} aria-label={t('search.label')} />
          <Kbd>Ctrl K</Kbd>
        </form>
      </search>
      <Link
        href={'/audit' as Route}
        prefetch={false}
        aria-label={t('search.label')}
        className="grid size-11 place-items-center text-ink-2 tablet:hidden"
      >
        <Icon name="search" />
      </Link>
      {sandbox ? <SandboxChip /> : null}
      {running}
      <HelpButton
        label={t('help')}
        className="flex h-8 items-center gap-1.5 rounded-control px-2 text-ink-2 hover:bg-hover hover:text-ink max-tablet:hidden coarse:h-11"
      />
      {notices}
      {account}
    </header>
  )
}
