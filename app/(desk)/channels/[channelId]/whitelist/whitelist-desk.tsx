'use client'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { ErrorPanel } from '@/components/ui/error-panel'
import { Notice } from '@/components/ui/notice'
import { TableSkeleton } from '@/components/ui/skeleton'
import type { WhitelistDoor, WhitelistPageView, WhitelistRow } from '@/lib/channels/whitelist-schema'
import { formatCount } from '@/lib/format'
import { DoorNotice } from './door-notice'
import { ListBar } from './list-bar'
import { type Doing, type DoingKind, MemberDialogs } from './member-dialogs'
import { MemberTable } from './member-table'
import { NobodyListed } from './nobody-listed'
import type { ListPlace } from './search-params'
import { SelectionBar } from './selection-bar'
import { SubmittedLine } from './submitted-line'
import { useMemberSelection } from './use-member-selection'
import { useFirstMembers, useMemberReads } from './use-members'

type WhitelistDeskProps = {
  place: ListPlace
  /** Null when the channel's conditions could not be read. */
  door: WhitelistDoor | null
  /** Null when the list could not be read. */
  first: WhitelistPageView | null
  callsPerSecond: number
  mayWrite: boolean
  mayReveal: boolean
  /** The account takes no writes just now. */
  isClosed: boolean
}

export function WhitelistDesk(props: WhitelistDeskProps) {
  const [client] = useState(() => new QueryClient({ defaultOptions: { queries: { retry: 1, staleTime: Infinity } } }))
  return (
    <QueryClientProvider client={client}>
      <Desk {...props} />
    </QueryClientProvider>
  )
}

function Desk({ place, door, first, callsPerSecond, mayWrite, mayReveal, isClosed }: WhitelistDeskProps) {
  const t = useTranslations('whitelist')
  const [search, setSearch] = useState('')
  const query = useFirstMembers(place, search, first)
  const { refresh, readBetween } = useMemberReads(place, search)
  const selection = useMemberSelection(readBetween)
  const [doing, setDoing] = useState<Doing | null>(null)
  const [revealed, setRevealed] = useState<ReadonlyMap<string, string>>(() => new Map())
  const [submitted, setSubmitted] = useState<{ id: string; number: number } | null>(null)
  const inView = useRef<WhitelistRow[]>([])
  const total = query.data?.total ?? 0
  const isEmpty = query.data !== undefined && total === 0 && search === ''
  const canWrite = mayWrite && !isClosed
  const begin = (kind: DoingKind) => {
    const rows = kind === 'reveal' ? inView.current : []
    if (kind !== 'reveal' || rows.length > 0) setDoing({ kind, rows, scope: 'page' })
  }

  return (
    <div className="grid gap-3">
      <DoorNotice door={door} isEmpty={isEmpty} isClosed={isClosed} />
      {isEmpty ? null : (
        <ListBar
          place={place}
          total={query.data && !query.isPlaceholderData ? total : null}
          isFound={search !== ''}
          canWrite={canWrite}
          mayReveal={mayReveal}
          onSearch={setSearch}
          onDo={begin}
          onRefresh={refresh}
        />
      )}
      {submitted ? (
        <SubmittedLine key={submitted.id} operationId={submitted.id} number={submitted.number} onDone={refresh} />
      ) : null}
      {revealed.size > 0 ? (
        <Notice
          tone="attention"
          live
          title={t('reveal.shown', { count: formatCount(revealed.size) })}
          action={
            <Button size="sm" icon="eye-off" onClick={() => setRevealed(new Map())}>
              {t('reveal.hide')}
            </Button>
          }
        />
      ) : null}
      {query.isError && !query.data ? (
        <ErrorPanel
          title={t('unread.title')}
          action={<Button onClick={() => void query.refetch()}>{t('unread.retry')}</Button>}
        >
          {t('unread.text')}
        </ErrorPanel>
      ) : query.data === undefined ? (
        <TableSkeleton rows={12} columns={3} />
      ) : isEmpty ? (
        <NobodyListed place={place} canWrite={canWrite} onAdd={() => setDoing({ kind: 'add', rows: [] })} />
      ) : total === 0 ? (
        <p className="border-t border-ink py-6 text-ink-2" role="status">
          {t('list.nothingFound')}
        </p>
      ) : (
        <MemberTable
          place={place}
          search={search}
          total={total}
          revealed={revealed}
          selection={canWrite ? selection : null}
          inView={inView}
          onDo={(kind, row) => setDoing({ kind, rows: [row] })}
        />
      )}
      {mayReveal ? null : <p className="text-12 text-ink-3">{t('list.maskedOnly')}</p>}
      {canWrite ? (
        <SelectionBar
          selection={selection}
          onDo={(kind) => setDoing({ kind, rows: [...selection.members.values()], scope: 'selection' })}
        />
      ) : null}
      {doing ? (
        <MemberDialogs
          doing={doing}
          place={place}
          total={search === '' ? total : null}
          door={door}
          mayReveal={mayReveal}
          callsPerSecond={callsPerSecond}
          onClose={() => setDoing(null)}
          onSubmitted={(operation) => {
            setSubmitted(operation)
            if (doing.kind === 'remove') selection.clear()
          }}
          onRevealed={(codes) => setRevealed((before) => new Map([...before, ...codes]))}
        />
      ) : null}
    </div>
  )
}
