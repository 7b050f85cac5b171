'use client'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { startTransition } from 'react'
import { Button, ButtonLink } from '@/components/ui/button'
import { ErrorPanel } from '@/components/ui/error-panel'

type Failed = { error: Error & { digest?: string }; reset: () => void }

const lostPart = /chunk|dynamically imported module/i
const lostServer = /failed to fetch|networkerror|load failed|network connection/i

/** A page failed on the server (then it has a digest), a part of it is from before an update, or nobody answered. */
function causeOf(error: Failed['error']): 'unexpected' | 'outdated' | 'unreachable' {
  if (error.digest) return 'unexpected'
  if (lostPart.test(`${error.name} ${error.message}`)) return navigator.onLine ? 'outdated' : 'unreachable'
  return lostServer.test(error.message) || !navigator.onLine ? 'unreachable' : 'unexpected'
}

/** What stands in a page's place when it could not be drawn: what happened, the reference, and three ways out. */
export function FailedPage({ error, reset }: Failed) {
  const t = useTranslations('ui.unexpected')
  const router = useRouter()
  const cause = causeOf(error)
  const again = () =>
    startTransition(() => {
      router.refresh()
      reset()
    })
  return (
    <div className="mx-auto max-w-2xl px-6 py-14 max-tablet:px-4">
      <ErrorPanel
        isPage
        title={t(cause === 'unexpected' ? 'title' : `${cause}Title`)}
        reference={error.digest}
        action={
          <>
            {cause === 'outdated' ? (
              <Button variant="primary" icon="retry" onClick={() => window.location.reload()}>
                {t('reload')}
              </Button>
            ) : (
              <Button variant="primary" icon="retry" onClick={again}>
                {t('retry')}
              </Button>
            )}
            <Button icon="back" onClick={() => window.history.back()}>
              {t('back')}
            </Button>
            <ButtonLink href="/" variant="ghost">
              {t('home')}
            </ButtonLink>
          </>
        }
      >
        {t(cause === 'unexpected' ? 'description' : cause)}
      </ErrorPanel>
    </div>
  )
}
