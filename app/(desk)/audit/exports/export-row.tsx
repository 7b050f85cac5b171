'use client'
import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import { settle } from '@/components/shell/reach'
import { Button } from '@/components/ui/button'
import { DownloadLink } from '@/components/ui/download-link'
import { Mono } from '@/components/ui/mono'
import { Progress } from '@/components/ui/progress'
import { State, type StateName } from '@/components/ui/state'
import { Cell } from '@/components/ui/table'
import { type ExportState, type ExportView, exportName, isOpen } from '@/lib/exports/schema'
import { formatCount, formatDate, formatDateTime } from '@/lib/format'
import { cancelExport } from './actions'

const states: Record<ExportState, StateName> = {
  queued: 'queued',
  running: 'running',
  done: 'verified',
  failed: 'failed',
  cancelled: 'cancelled',
  expired: 'blocked',
}

type ExportRowProps = { entry: ExportView; mayStop: boolean; onChange: () => void }

export function ExportRow({ entry, mayStop, onChange }: ExportRowProps) {
  const t = useTranslations('exportJobs')
  return (
    <tr>
      <Cell>
        <Mono>{exportName(entry.id)}</Mono> <span className="text-ink-2">{t(`format.${entry.format}`)}</span>
      </Cell>
      <Cell>
        {entry.askedBy.name} <span className="text-ink-3">{formatDateTime(entry.askedAt)}</span>
      </Cell>
      <Cell wrap className="max-w-80 break-words text-12">
        {entry.query ? <Mono>{entry.query}</Mono> : t('dialog.everything')}
      </Cell>
      <Cell wrap>
        <Standing entry={entry} />
      </Cell>
      <Cell numeric>{formatCount(entry.rows)}</Cell>
      <Cell numeric>{entry.bytes === null ? '' : formatBytes(entry.bytes)}</Cell>
      <Cell>
        {entry.state === 'done' ? <Files entry={entry} /> : null}
        {isOpen(entry) && mayStop && !entry.isStopping ? <Stop exportId={entry.id} onChange={onChange} /> : null}
      </Cell>
    </tr>
  )
}

function Standing({ entry }: { entry: ExportView }) {
  const t = useTranslations('exportJobs')
  const { state, isStopping, treeSize, scanned, cause, expiresAt, downloads } = entry
  if (state === 'running' && treeSize !== null && !isStopping)
    return <Progress label={t('state.running')} done={scanned} total={treeSize} />
  return (
    <>
      <State name={states[state]}>{t(isStopping ? 'state.stopping' : `state.${state}`)}</State>
      {cause ? <span className="block text-12 text-ink-3">{t(`cause.${cause}`)}</span> : null}
      {state === 'done' && expiresAt ? (
        <span className="block text-12 text-ink-3">
          {t('until', { date: formatDate(expiresAt) })}
          {downloads > 0 ? <span className="ml-3">{t('downloads', { count: formatCount(downloads) })}</span> : null}
        </span>
      ) : null}
    </>
  )
}

const Files = ({ entry }: { entry: ExportView }) => {
  const t = useTranslations('exportJobs')
  return (
    <span className="flex flex-wrap gap-1">
      <DownloadLink href={`/api/audit/exports/${entry.id}/file`}>{t('download')}</DownloadLink>
      <DownloadLink href={`/api/audit/exports/${entry.id}/manifest`} quiet>
        {t('manifest')}
      </DownloadLink>
    </span>
  )
}

function Stop({ exportId, onChange }: { exportId: string; onChange: () => void }) {
  const t = useTranslations('exportJobs')
  const tErrors = useTranslations('errors')
  const [problem, setProblem] = useState<string | null>(null)
  const [isPending, startTransition] = useTransition()
  const stop = () =>
    startTransition(async () => {
      const result = await settle(() => cancelExport({ exportId }))
      // One that ended meanwhile needs no stopping.
      setProblem(result.ok || result.code === 'conflict' ? null : tErrors(result.code))
      onChange()
    })
  return (
    <>
      <Button onClick={stop} pending={isPending && t('cancelling')}>
        {t('cancel')}
      </Button>
      {problem ? (
        <span role="status" className="block text-12 text-cinnabar">
          {problem}
        </span>
      ) : null}
    </>
  )
}

const UNITS = ['B', 'KB', 'MB', 'GB'] as const

/** `1.4 MB`: three figures are enough to see whether it fits into a mail. */
function formatBytes(bytes: number): string {
  let [size, unit] = [bytes, 0]
  while (size >= 1_000 && unit < UNITS.length - 1) [size, unit] = [size / 1_000, unit + 1]
  return `${unit === 0 || size >= 100 ? Math.round(size) : size.toFixed(1)} ${UNITS[unit]}`
}
