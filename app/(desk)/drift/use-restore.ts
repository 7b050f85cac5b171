'use client'
import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import { settle } from '@/components/shell/reach'
import { restoreDrift } from './actions'
import type { RestoredSlips } from './restored-dialog'

/** Drafts slips; one alone is opened at once, several are offered. */
export function useRestore(connectionId: string, onSeveral: (restored: RestoredSlips) => void) {
  const tErrors = useTranslations('errors')
  const router = useRouter()
  const [isPending, startTransition] = useTransition()
  const [refusal, setRefusal] = useState<string | null>(null)
  const run = (driftIds: string[]) =>
    startTransition(async () => {
      setRefusal(null)
      const result = await settle(() => restoreDrift({ connectionId, driftIds }))
      if (!result.ok) return setRefusal(tErrors(result.code))
      const { slips, left, notSlipped } = result.data
      const [only, second] = slips
      if (only && !second && left === 0 && notSlipped === 0) router.push(`/grants/new?slip=${only.slipId}` as Route)
      else onSeveral({ slips, left, notSlipped })
    })
  return { run, isPending, refusal }
}
