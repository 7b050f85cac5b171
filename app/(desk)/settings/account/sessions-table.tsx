import { getTranslations } from 'next-intl/server'
import { type Column, DataTable } from '@/components/data-table/data-table'
import { Chip } from '@/components/ui/chip'
import { Mono } from '@/components/ui/mono'
import { RelativeTime } from '@/components/ui/relative-time'
import { formatShortDateTime } from '@/lib/format'
import type { SessionRow } from '@/lib/people/queries'
import { describeDevice } from './device'
import { EndSessionButton } from './end-session-button'

export async function SessionsTable({ sessions, presentId }: { sessions: readonly SessionRow[]; presentId: string }) {
  const t = await getTranslations('people.account')
  const now = new Date().toISOString()
  const nameOf = (session: SessionRow) => describeDevice(session.userAgent) ?? t('unknownDevice')
  const columns: Column<SessionRow>[] = [
    {
      key: 'device',
      head: t('device'),
      wrap: true,
      cell: (session) => (
        <span className="flex flex-wrap items-center gap-x-1.5" title={session.userAgent ?? undefined}>
          {nameOf(session)}
          {session.id === presentId ? <Chip tone="azurite">{t('present')}</Chip> : null}
        </span>
      ),
    },
    { key: 'address', head: t('address'), wideOnly: true, width: '150px', cell: ({ ip }) => <Mono>{ip ?? '—'}</Mono> },
    {
      key: 'started',
      head: t('started'),
      wideOnly: true,
      width: '130px',
      cell: ({ startedAt }) => <Mono>{formatShortDateTime(startedAt)}</Mono>,
    },
    {
      key: 'lastSeen',
      head: t('lastSeen'),
      width: '120px',
      cell: ({ lastSeenAt }) => <RelativeTime at={lastSeenAt} now={now} />,
    },
    {
      key: 'end',
      head: <span className="sr-only">{t('end')}</span>,
      width: '84px',
      cell: (session) =>
        session.id === presentId ? null : <EndSessionButton sessionId={session.id} device={nameOf(session)} />,
    },
  ]
  return <DataTable label={t('sessionsLabel')} columns={columns} rows={sessions} rowKey={({ id }) => id} empty={null} />
}
