'use client'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { AccountMenu, type Person } from './account-menu'
import { PhoneBar } from './phone-bar'
import { Rail } from './rail'
import { SandboxEdge } from './sandbox-edge'
import { TopBar } from './top-bar'

type DeskFrameProps = {
  person: Person
  roleName: string
  sandbox: boolean
  switches: ReactNode
  signOut?: ReactNode
  health?: ReactNode
  running?: ReactNode
  notices?: ReactNode
  keys?: ReactNode
  dock?: ReactNode
  /** Says when nothing can be sent. */
  reach?: ReactNode
  children: ReactNode
}

/** What surrounds every page behind a session, inside its frame. */
export function DeskFrame({
  person,
  roleName,
  sandbox,
  switches,
  signOut,
  health,
  running,
  notices,
  keys,
  dock,
  reach,
  children,
}: DeskFrameProps) {
  const t = useTranslations('shell')
  return (
    <>
      <a
        href="#main"
        className="fixed top-2 left-2 z-50 -translate-y-16 rounded-control bg-surface px-3 py-2 shadow-lift focus:translate-y-0"
      >
        {t('skipToMain')}
      </a>
      {sandbox ? <SandboxEdge /> : null}
      <Rail health={health} />
      <TopBar
        sandbox={sandbox}
        running={running}
        notices={notices}
        account={<AccountMenu person={person} roleName={roleName} switches={switches} signOut={signOut} />}
      />
      {reach}
      <main id="main" tabIndex={-1}>
        {children}
      </main>
      {dock}
      <PhoneBar />
      {keys}
    </>
  )
}
