'use client'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { CountsBar } from '@/components/operation/counts-bar'
import type { Progress } from '@/lib/operations/schema'
import { RunningPart } from './running-part'
import { toCounts } from './to-counts'
import { useProgress } from './use-progress'

type LiveCountsProps = { operationId: string; initial: Progress; canCancel: boolean }

/** The counts of a receipt, and while it runs its pace and its end. */
export function LiveCounts(props: LiveCountsProps) {
  const [client] = useState(() => new QueryClient())
  return (
    <QueryClientProvider client={client}>
      <Counts {...props} />
    </QueryClientProvider>
  )
}

function Counts({ operationId, initial, canCancel }: LiveCountsProps) {
  const { progress, isUnreachable } = useProgress(operationId, initial)
  const t = useTranslations('operations.counts')
  return (
    <div className="mt-[18px]">
      <CountsBar counts={toCounts(progress, t)} label={t('label')} totalLabel={t('total')} />
      {progress.state === 'done' ? null : (
        <RunningPart
          progress={progress}
          operationId={operationId}
          canCancel={canCancel}
          isUnreachable={isUnreachable}
        />
      )}
    </div>
  )
}
