import { cookies } from 'next/headers'
import { getTranslations } from 'next-intl/server'
import { type ReactNode, Suspense } from 'react'
import { Help } from '@/components/guides/help'
import { ClientMessages } from '@/components/shell/client-messages'
import { DeskFrame } from '@/components/shell/desk-frame'
import { DeskKeys } from '@/components/shell/desk-keys'
import { PreferenceSwitches } from '@/components/shell/preference-switches'
import { dockCookie, railCookie, slipCookie, toRailWidth } from '@/components/shell/preferences'
import { ReachBar } from '@/components/shell/reach-bar'
import { can } from '@/lib/auth/permissions'
import { requireSession } from '@/lib/auth/session'
import { buildId } from '@/lib/build'
import { env } from '@/lib/env'
import { ConnectionsFoot } from './connections-foot'
import { readDesk } from './desk-reads'
import { NoticesBell } from './notices-bell'
import { RunningWork } from './running-work'
import { SignOutButton } from './sign-out-button'
import { DockFrame } from './slip-dock/dock-frame'
import { DockProvider } from './slip-dock/dock-provider'
import { SlipDock } from './slip-dock/slip-dock'

export default async function DeskLayout({ children }: { children: ReactNode }) {
  const { user } = await requireSession()
  const mayGrant = can(user.role, 'grant.write')
  const [t, tAccount, jar, { slips }] = await Promise.all([
    getTranslations('shell.role'),
    getTranslations('people.account'),
    cookies(),
    readDesk(),
  ])
  const frame = (
    <ClientMessages namespaces={['shell', 'palette', 'guides', 'dock', 'errors']}>
      <DockFrame rail={toRailWidth(jar.get(railCookie)?.value)}>
        <DeskFrame
          person={user}
          roleName={t(user.role)}
          sandbox={env.SANDBOX_UPSTREAMS !== ''}
          switches={<PreferenceSwitches />}
          health={<ConnectionsFoot />}
          running={<RunningWork />}
          notices={
            <Suspense>
              <NoticesBell />
            </Suspense>
          }
          keys={
            <>
              <DeskKeys mayWrite={mayGrant} />
              <Help />
            </>
          }
          dock={mayGrant ? <SlipDock /> : null}
          reach={<ReachBar build={buildId} email={user.email} />}
          signOut={<SignOutButton label={tAccount('signOut')} pendingLabel={tAccount('signingOut')} />}
        >
          {children}
        </DeskFrame>
      </DockFrame>
    </ClientMessages>
  )
  if (!mayGrant) return frame
  const wasLeft = jar.get(dockCookie)?.value
  return (
    <DockProvider
      initial={slips}
      wasOpen={wasLeft === undefined ? null : wasLeft === 'open'}
      chosenId={jar.get(slipCookie)?.value ?? null}
    >
      {frame}
    </DockProvider>
  )
}
