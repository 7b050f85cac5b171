'use client'
import type { Route } from 'next'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { look } from '@/components/shell/reach'
import { Icon } from '@/components/ui/icon'
import type { RunningWork } from '@/lib/operations/running-schema'

const LOOK_EVERY_MS = 3_000

/** Work under way and how far it is; it leads to its receipt, or to the list of them. Nothing running, nothing shown. */
export function RunningPill({ initial, listHref }: { initial: RunningWork; listHref: Route }) {
  const t = useTranslations('shell')
  const { operations, number, toSend, settled } = useRunningWork(initial)
  if (operations === 0) return null
  const percent = toSend > 0 ? Math.floor((settled / toSend) * 100) : 0
  return (
    <Link
      href={number === null ? listHref : (`/operations/R-${number}` as Route)}
      prefetch={false}
      className="pill relative overflow-hidden hover:border-line-strong"
    >
      <span
        aria-hidden="true"
        className="absolute bottom-0 left-0 h-[2px] bg-azurite transition-[width] duration-180"
        style={{ width: `${percent}%` }}
      />
      <Icon name="retry" small />
      {t('running', { count: operations })}
      <span className="mono text-12 text-ink-3">{percent}%</span>
    </Link>
  )
}

/** Looks again while there is something to see and the page is being looked at. */
function useRunningWork(initial: RunningWork): RunningWork {
  const [seen, setSeen] = useState({ initial, work: initial })
  const work = seen.initial === initial ? seen.work : initial
  const isIdle = work.operations === 0
  useEffect(() => {
    if (isIdle) return
    const stop = new AbortController()
    const lookAgain = async () => {
      if (document.visibilityState === 'hidden') return
      const work = await look<RunningWork>('/api/operations/running', stop.signal)
      if (work && !stop.signal.aborted) setSeen({ initial, work })
    }
    const timer = setInterval(lookAgain, LOOK_EVERY_MS)
    return () => {
      clearInterval(timer)
      stop.abort()
    }
  }, [initial, isIdle])
  return work
}
