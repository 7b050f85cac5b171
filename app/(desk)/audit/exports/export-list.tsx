'use client'
import { QueryClient, QueryClientProvider, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { ask } from '@/components/shell/reach'
import { Empty } from '@/components/ui/empty'
import { HeadCell, Table, TableHead } from '@/components/ui/table'
import { type ExportView, isOpen } from '@/lib/exports/schema'
import { ExportRow } from './export-row'

const POLL_MS = 1_000

async function fetchExports(who: 'mine' | 'all'): Promise<ExportView[]> {
  const answer = await ask(`/api/audit/exports?who=${who}`)
  if (!answer.ok) throw new Error(String(answer.status))
  return answer.json()
}

type ExportListProps = { initial: ExportView[]; who: 'mine' | 'all'; userId: string; mayStopAny: boolean }

/** Exports and how far they are; read again while one is being made. */
export function ExportList(props: ExportListProps) {
  const [client] = useState(() => new QueryClient())
  return (
    <QueryClientProvider client={client}>
      <Exports {...props} />
    </QueryClientProvider>
  )
}

function Exports({ initial, who, userId, mayStopAny }: ExportListProps) {
  const t = useTranslations('exportJobs')
  const client = useQueryClient()
  const key = ['exports', who]
  const { data, isError } = useQuery({
    queryKey: key,
    queryFn: () => fetchExports(who),
    initialData: initial,
    staleTime: POLL_MS,
    refetchInterval: ({ state }) => (state.data?.some(isOpen) ? POLL_MS : false),
  })
  if (data.length === 0)
    return (
      <Empty icon="download" title={t('empty.title')}>
        {t('empty.text')}
      </Empty>
    )
  return (
    <>
      <p role="status" className="text-12 text-cinnabar">
        {isError ? t('unreachable') : ''}
      </p>
      <Table label={t('table.label')} row="l" className="stack tablet:min-w-[860px]">
        <TableHead>
          <HeadCell>{t('table.name')}</HeadCell>
          <HeadCell>{t('table.asked')}</HeadCell>
          <HeadCell>{t('table.scope')}</HeadCell>
          <HeadCell>{t('table.state')}</HeadCell>
          <HeadCell numeric>{t('table.rows')}</HeadCell>
          <HeadCell numeric>{t('table.size')}</HeadCell>
          <HeadCell>{t('table.files')}</HeadCell>
        </TableHead>
        <tbody>
          {data.map((entry) => (
            <ExportRow
              key={entry.id}
              entry={entry}
              mayStop={mayStopAny || entry.askedBy.id === userId}
              onChange={() => client.invalidateQueries({ queryKey: key })}
            />
          ))}
        </tbody>
      </Table>
    </>
  )
}
