'use client'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { linkAway } from './link-away'

/** Where the person was going: by a link, or back and forth in the browser's history. */
type Destination = { address: Parameters<ReturnType<typeof useRouter>['push']>[0] } | { historyKey: string }

type HistoryMove = Event & { navigationType: string; destination: { key: string } }
type BrowserHistory = EventTarget & { traverseTo: (key: string) => unknown }

/** Missing in some browsers: there the back button leaves unasked. */
const browserHistory = () => (window as { navigation?: BrowserHistory }).navigation

/** Asks before the browser closes, a link leads away or history is walked while something typed has not been submitted. */
function useLeaveGuard(hasUnsaved: boolean) {
  const [destination, setDestination] = useState<Destination | null>(null)
  const isLeaving = useRef(false)
  useEffect(() => {
    if (!hasUnsaved) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    const hold = (event: MouseEvent) => {
      const anchor = linkAway(event)
      if (!anchor) return
      event.preventDefault()
      event.stopPropagation()
      setDestination({ address: (anchor.pathname + anchor.search) as never })
    }
    const holdHistory = (event: Event) => {
      const move = event as HistoryMove
      if (move.navigationType !== 'traverse' || !move.cancelable || isLeaving.current) return
      move.preventDefault()
      setDestination({ historyKey: move.destination.key })
    }
    window.addEventListener('beforeunload', warn)
    document.addEventListener('click', hold, true)
    browserHistory()?.addEventListener('navigate', holdHistory)
    return () => {
      window.removeEventListener('beforeunload', warn)
      document.removeEventListener('click', hold, true)
      browserHistory()?.removeEventListener('navigate', holdHistory)
    }
  }, [hasUnsaved])
  const router = useRouter()
  const leave = () => {
    if (!destination) return
    isLeaving.current = true
    if ('address' in destination) router.push(destination.address)
    else browserHistory()?.traverseTo(destination.historyKey)
    setDestination(null)
  }
  return { isAsking: destination !== null, leave, stay: () => setDestination(null) }
}

/** Put one inside whatever a person fills in: `<LeaveGuard when={isDirty} />`. */
export function LeaveGuard({ when }: { when: boolean }) {
  const t = useTranslations('ui.leave')
  const { isAsking, leave, stay } = useLeaveGuard(when)
  return (
    <Dialog
      open={isAsking}
      onOpenChange={stay}
      title={t('title')}
      description={t('description')}
      actions={
        <>
          <Button variant="danger" onClick={leave}>
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
