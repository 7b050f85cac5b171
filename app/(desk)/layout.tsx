import { cookies } from 'next/headers'
import { getTranslations } from 'next-intl/server'
import { type ReactNode, Suspense } from 'react'
import { Help } from '@/components/guides/help'
import { ClientMessages } from '@/components/shell/client-messages'
import { DeskFrame } from '@/components/shell/desk-frame'
import { DeskKeys } from '@/components/shell/desk-keys'
import { PreferenceSwitches } from '@/components/shell/preference-switches'
import { railCookie, toRailWidth } from '@/components/shell/preferences'
import { can } from '@/lib/auth/permissions'
import { requireSession } from '@/lib/auth/session'
import { env } from '@/lib/env'
import { ConnectionsFoot } from './connections-foot'
import { NoticesBell } from './notices-bell'
import { RunningWork } from './running-work'
import { SignOutButton } from './sign-out-button'

export default async function DeskLayout({ children }: { children: ReactNode }) {
  const { user } = await requireSession()
  const t = await getTranslations('shell.role')
  const tAccount = await getTranslations('people.account')
  return (
    <DeskFrame
      person={user}
      roleName={t(user.role)}
      sandbox={env.SANDBOX_UPSTREAMS !== ''}
      rail={toRailWidth((await cookies()).get(railCookie)?.value)}
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
          <DeskKeys mayWrite={can(user.role, 'grant.write')} />
          <Help />
        </ClientMessages>
      }
      signOut={<SignOutButton label={tAccount('signOut')} pendingLabel={tAccount('signingOut')} />}
    >
      {children}
    </DeskFrame>
  )
}
