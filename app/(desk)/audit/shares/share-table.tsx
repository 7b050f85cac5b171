import type { Route } from 'next'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Mono } from '@/components/ui/mono'
import { State, type StateName } from '@/components/ui/state'
import { Cell, HeadCell, Table, TableHead } from '@/components/ui/table'
import { formatCount, formatDateTime, formatShortDateTime } from '@/lib/format'
import type { ShareState, ShareView } from '@/lib/sharing/schema'
import { RevokeButton } from './revoke-button'

const states: Record<ShareState, StateName> = { open: 'verified', expired: 'blocked', revoked: 'cancelled' }

type ShareTableProps = { shares: readonly ShareView[]; userId: string; mayRevokeAny: boolean }

/** What is shown outside, by whom, until when, and how often it was looked at. */
export function ShareTable({ shares, userId, mayRevokeAny }: ShareTableProps) {
  const t = useTranslations('sharing.list')
  return (
    <Table label={t('label')} row="l" className="stack tablet:min-w-[860px]">
      <TableHead>
        <HeadCell>{t('subject')}</HeadCell>
        <HeadCell>{t('created')}</HeadCell>
        <HeadCell>{t('expires')}</HeadCell>
        <HeadCell>{t('state')}</HeadCell>
        <HeadCell>{t('views')}</HeadCell>
        <HeadCell>{t('action')}</HeadCell>
      </TableHead>
      <tbody>
        {shares.map((share) => (
          <ShareRow key={share.id} share={share} mayRevoke={mayRevokeAny || share.createdBy.id === userId} />
        ))}
      </tbody>
    </Table>
  )
}

function ShareRow({ share, mayRevoke }: { share: ShareView; mayRevoke: boolean }) {
  const t = useTranslations('sharing.list')
  const tState = useTranslations('sharing.state')
  const { subject, state, revokedBy } = share
  return (
    <tr>
      <Cell wrap>
        <Subject subject={subject} />
        {share.showsNames ? <span className="ml-2 text-12 text-ink-3">{t('names')}</span> : null}
      </Cell>
      <Cell>
        {share.createdBy.name} <span className="text-ink-3">{formatDateTime(share.createdAt)}</span>
      </Cell>
      <Cell>{formatDateTime(share.expiresAt)}</Cell>
      <Cell>
        <State name={states[state]}>
          {state === 'revoked' && revokedBy ? tState('revokedBy', { name: revokedBy }) : tState(state)}
        </State>
      </Cell>
      <Cell wrap>
        {share.lastViewedAt
          ? t('seen', { count: formatCount(share.views), date: formatShortDateTime(share.lastViewedAt) })
          : t('never')}{' '}
        <Link href={`/audit?target=share:${share.id}` as Route} prefetch={false} className="text-12">
          {t('trail')}
        </Link>
      </Cell>
      <Cell>{state === 'open' && mayRevoke ? <RevokeButton shareId={share.id} name={subject.name} /> : null}</Cell>
    </tr>
  )
}

function Subject({ subject }: { subject: ShareView['subject'] }) {
  const t = useTranslations('sharing.list')
  return subject.type === 'operation' ? (
    <Link href={`/operations/${subject.name}` as Route} prefetch={false}>
      <Mono>{subject.name}</Mono>
    </Link>
  ) : (
    <Link href={`/audit/${subject.id}` as Route} prefetch={false}>
      {t('event')} {subject.name}
    </Link>
  )
}
