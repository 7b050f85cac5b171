'use client'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useEffect, useState, useTransition } from 'react'
import { settle } from '@/components/shell/reach'
import { recheckOperation } from './actions'

const LOOK_EVERY_MS = 1_500
const LOOK_AT_MOST = 40

/** Asks for another reading and looks until its result has come in, which `latestAt` tells. */
export function useRecheck(operationId: string, latestAt: string) {
  const t = useTranslations('receipt.unknown')
  const tErrors = useTranslations('errors')
  const router = useRouter()
  const [since, setSince] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [isAsking, startTransition] = useTransition()
  const isWaiting = since !== null && since === latestAt
  useEffect(() => {
    if (!isWaiting) return
    let looks = 0
    const timer = setInterval(() => {
      looks += 1
      if (looks <= LOOK_AT_MOST) return router.refresh()
      setSince(null)
      setProblem(t('slow'))
    }, LOOK_EVERY_MS)
    return () => clearInterval(timer)
  }, [isWaiting, router, t])
  const recheck = () => {
    setProblem(null)
    startTransition(async () => {
      const result = await settle(() => recheckOperation({ operationId }))
      if (result.ok) setSince(latestAt)
      else setProblem(tErrors(result.code))
    })
  }
  return { recheck, isChecking: isAsking || isWaiting, problem }
}
