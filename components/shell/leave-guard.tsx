'use client'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'

type Destination = Parameters<ReturnType<typeof useRouter>['push']>[0]

/** Asks before the browser closes or a link leads away while something typed has not been submitted. */
export function useLeaveGuard(hasUnsaved: boolean) {
  const [destination, setDestination] = useState<Destination | null>(null)
  useEffect(() => {
    if (!hasUnsaved) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    const hold = (event: MouseEvent) => {
      const anchor = event.target instanceof Element ? event.target.closest('a[href]') : null
      if (!(anchor instanceof HTMLAnchorElement) || !leadsAway(anchor, event)) return
      event.preventDefault()
      event.stopPropagation()
      setDestination((anchor.pathname + anchor.search) as Destination)
    }
    window.addEventListener('beforeunload', warn)
    document.addEventListener('click', hold, true)
    return () => {
      window.removeEventListener('beforeunload', warn)
      document.removeEventListener('click', hold, true)
    }
  }, [hasUnsaved])
  return { destination, stay: () => setDestination(null) }
}

function leadsAway(anchor: HTMLAnchorElement, event: MouseEvent) {
  const isPlainClick = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey
  const isHere = anchor.origin === window.location.origin && anchor.target !== '_blank'
  const samePage = anchor.pathname === window.location.pathname && anchor.hash !== ''
  return isPlainClick && isHere && !samePage && !anchor.hasAttribute('download')
}

/** Put one inside a form page: `<LeaveGuard when={isDirty} />`. */
export function LeaveGuard({ when }: { when: boolean }) {
  const t = useTranslations('ui.leave')
  const router = useRouter()
  const { destination, stay } = useLeaveGuard(when)
  return (
    <Dialog
      open={destination !== null}
      onOpenChange={(open) => {
        if (!open) stay()
      }}
      title={t('title')}
      description={t('description')}
      actions={
        <>
          <Button
            variant="danger"
            onClick={() => {
              if (destination) router.push(destination)
              stay()
            }}
          >
            {t('leave')}
          </Button>
          <Button variant="primary" onClick={stay}>
            {t('stay')}
          </Button>
        </>
      }
    />
  )
}
