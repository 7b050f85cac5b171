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
import { listOpenSlips } from '@/lib/grants/open-slips'
import { DOCKED } from '@/lib/grants/slip-schema'
import { ConnectionsFoot } from './connections-foot'
import { NoticesBell } from './notices-bell'
import { RunningWork } from './running-work'
import { SignOutButton } from './sign-out-button'
import { DockFrame } from './slip-dock/dock-frame'
import { DockProvider } from './slip-dock/dock-provider'
import { SlipDock } from './slip-dock/slip-dock'

export default async function DeskLayout({ children }: { children: ReactNode }) {
  const { user } = await requireSession()
  const t = await getTranslations('shell.role')
  const tAccount = await getTranslations('people.account')
  const jar = await cookies()
  const mayGrant = can(user.role, 'grant.write')
  const frame = (
    <DockFrame rail={toRailWidth(jar.get(railCookie)?.value)}>
      <DeskFrame
        person={user}
        roleName={t(user.role)}
        sandbox={env.SANDBOX_UPSTREAMS !== ''}
        switches={<PreferenceSwitches />}
        health={
          <Suspense>
            <ConnectionsFoot />
          </Suspense>
        }
        running={
          <Suspense>
            <RunningWork />
          </Suspense>
        }
        notices={
          <Suspense>
            <NoticesBell />
          </Suspense>
        }
        keys={
          <ClientMessages namespaces={['palette', 'shell', 'guides']}>
            <DeskKeys mayWrite={mayGrant} />
            <Help />
          </ClientMessages>
        }
        dock={
          mayGrant ? (
            <ClientMessages namespaces={['dock', 'errors']}>
              <SlipDock />
            </ClientMessages>
          ) : null
        }
        reach={
          <ClientMessages namespaces={['shell']}>
            <ReachBar build={buildId} email={user.email} />
          </ClientMessages>
        }
        signOut={<SignOutButton label={tAccount('signOut')} pendingLabel={tAccount('signingOut')} />}
      >
        {children}
      </DeskFrame>
    </DockFrame>
  )
  if (!mayGrant) return frame
  const wasLeft = jar.get(dockCookie)?.value
  return (
    <DockProvider
      initial={await listOpenSlips(user.id, DOCKED)}
      wasOpen={wasLeft === undefined ? null : wasLeft === 'open'}
      chosenId={jar.get(slipCookie)?.value ?? null}
    >
      {frame}
    </DockProvider>
  )
}
