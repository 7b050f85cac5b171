'use client'
import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { useTrouble } from './reach'
import { useHeldLinks } from './use-held-links'
import { usePresence } from './use-presence'

const SignInAgain = dynamic(() => import('./sign-in-again').then((module) => module.SignInAgain), { ssr: false })

/** One quiet line under the top bar while nothing can be sent. What is typed stays; it goes away by itself. */
export function ReachBar({ build, email }: { build: string; email: string }) {
  const t = useTranslations('shell.reach')
  const trouble = useTrouble()
  const [isSigningIn, setSigningIn] = useState(false)
  usePresence(build)
  const isHeld = useHeldLinks(trouble === 'offline' || trouble === 'unreachable')
  return (
    <>
      <div role="status" className="reach-bar">
        {trouble ? (
          <p>
            <Icon name={trouble === 'signed_out' ? 'lock' : trouble === 'outdated' ? 'info' : 'plug'} small />
            <span>
              {t(trouble)} {isHeld ? t('held') : null}
            </span>
            {trouble === 'outdated' ? (
              <Button size="sm" icon="retry" onClick={() => window.location.reload()}>
                {t('reload')}
              </Button>
            ) : trouble === 'signed_out' ? (
              <Button size="sm" icon="lock" onClick={() => setSigningIn(true)}>
                {t('signIn')}
              </Button>
            ) : null}
          </p>
        ) : null}
      </div>
      {isSigningIn ? <SignInAgain email={email} onClose={() => setSigningIn(false)} /> : null}
    </>
  )
}
