'use client'
import { QueryClientProvider, useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { EventRows } from '@/components/audit/event-rows'
import type { RowFacts } from '@/components/audit/row-facts'
import { explorerClient, read } from './explorer-client'

type CourseProps = { operation: string; receipt: number; beijing: string; currentId: string }

export default function Course(props: CourseProps) {
  return (
    <QueryClientProvider client={explorerClient}>
      <Rows {...props} />
    </QueryClientProvider>
  )
}

/** Everything the operation did, in the order it happened. */
function Rows({ operation, receipt, beijing, currentId }: CourseProps) {
  const t = useTranslations('explorer.list')
  const { data, isError, refetch } = useQuery({
    queryKey: ['course', operation],
    queryFn: ({ signal }) =>
      read<{ rows: RowFacts[]; hasMore: boolean }>(`/api/audit/course?${new URLSearchParams({ operation })}`, signal),
  })
  return (
    <div className="ev-course">
      {data ? null : (
        <p role="status" className="py-1 text-12 text-ink-3">
          {isError ? (
            <button type="button" className="link" onClick={() => void refetch()}>
              {t('foldFailed')}
            </button>
          ) : (
            t('folding')
          )}
        </p>
      )}
      {data ? (
        <EventRows rows={data.rows} beijing={beijing} currentId={currentId} label={`${t('course')} R-${receipt}`} />
      ) : null}
      {data?.hasMore ? (
        <a className="link text-12" href={`/operations/R-${receipt}`}>
          {t('foldRest')}
        </a>
      ) : null}
    </div>
  )
}
