'use client'
import { useQuery } from '@tanstack/react-query'
import type { Route } from 'next'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useEffect } from 'react'
import { ask } from '@/components/shell/reach'
import { Notice } from '@/components/ui/notice'
import type { Progress } from '@/lib/operations/schema'

const POLL_MS = 700

type Props = { operationId: string; number: number; onDone: () => void }

/** The receipt of what was just submitted, followed until it has a verdict: nothing is called done before. */
export function SubmittedLine({ operationId, number, onDone }: Props) {
  const t = useTranslations('whitelist.submitted')
  const { data } = useQuery({
    queryKey: ['operation', operationId],
    queryFn: async ({ signal }): Promise<Progress> => {
      const response = await ask(`/api/operations/${operationId}/progress`, { signal })
      if (!response.ok) throw new Error(`progress answered ${response.status}`)
      return (await response.json()) as Progress
    },
    refetchInterval: ({ state }) => (state.data?.state === 'done' ? false : POLL_MS),
  })
  const isDone = data?.state === 'done'
  useEffect(() => {
    if (isDone) onDone()
  }, [isDone, onDone])
  const receipt = `R-${number}`
  const verdict = isDone ? (data.verdict ?? 'unknown') : 'running'
  return (
    <Notice
      live
      tone={verdict === 'verified' || verdict === 'running' ? 'note' : 'danger'}
      title={t(verdict, { receipt })}
      action={
        <Link className="link" href={`/operations/${receipt}` as Route}>
          {t('open', { receipt })}
        </Link>
      }
    />
  )
}
