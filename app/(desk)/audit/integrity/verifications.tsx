'use client'
import { QueryClient, QueryClientProvider, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import { ask, settle } from '@/components/shell/reach'
import { SectionTitle } from '@/components/shell/section-title'
import { Button } from '@/components/ui/button'
import { RelativeTime } from '@/components/ui/relative-time'
import type { VerificationView } from '@/lib/integrity/schema'
import { requestVerification } from './actions'
import { VerificationLine } from './verification-line'

const KEY = ['verifications']
const POLL_MS = 1_500

async function fetchVerifications(): Promise<VerificationView[]> {
  const answer = await ask('/api/audit/integrity')
  if (!answer.ok) throw new Error(String(answer.status))
  return answer.json()
}

type VerificationsProps = { initial: VerificationView[]; now: string }

/** Verifies on demand, and tells what the latest runs found. */
export function Verifications(props: VerificationsProps) {
  const [client] = useState(() => new QueryClient())
  return (
    <QueryClientProvider client={client}>
      <Runs {...props} />
    </QueryClientProvider>
  )
}

function Runs({ initial, now }: VerificationsProps) {
  const t = useTranslations('integrity.verify')
  const tErrors = useTranslations('errors')
  const client = useQueryClient()
  const [problem, setProblem] = useState<string | null>(null)
  const [isPending, startTransition] = useTransition()
  const { data, isError } = useQuery({
    queryKey: KEY,
    queryFn: fetchVerifications,
    initialData: initial,
    staleTime: POLL_MS,
    refetchInterval: ({ state }) => (state.data?.some((run) => run.finishedAt === null) ? POLL_MS : false),
  })
  const isRunning = data.some((run) => run.finishedAt === null)
  const ask = () =>
    startTransition(async () => {
      const result = await settle(() => requestVerification({ scope: 'everything' }))
      setProblem(result.ok ? null : tErrors(result.code))
      await client.invalidateQueries({ queryKey: KEY })
    })
  return (
    <section>
      <SectionTitle
        note={t('note')}
        actions={
          <Button icon="retry" onClick={ask} disabled={isRunning} pending={isPending && t('asking')}>
            {t('ask')}
          </Button>
        }
      >
        {t('title')}
      </SectionTitle>
      <p role="status" className="text-12 text-cinnabar">
        {problem ?? (isError ? t('unreachable') : '')}
      </p>
      {data.length === 0 ? <p className="text-ink-3">{t('none')}</p> : null}
      <ul className="grid">
        {data.map((run) => (
          <li key={run.id} className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 border-b border-line py-2">
            <VerificationLine run={run} />
            <span className="text-12 text-ink-3">
              {run.askedBy ?? t('schedule')} · <RelativeTime at={run.askedAt} now={now} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
