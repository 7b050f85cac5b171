'use client'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useLocale, useTranslations } from 'next-intl'
import { useDeferredValue, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { Input } from '@/components/ui/input'
import { Notice } from '@/components/ui/notice'
import { type DramaPage, obstacleOf } from '@/lib/dramas/schema'
import { formatCount, formatRelative } from '@/lib/format'
import { MOST_DRAMAS } from '@/lib/grants/schema'
import { DramaRows } from './drama-rows'
import { getJson, type ReadRefused } from './get-json'
import { PasteDialog } from './paste-dialog'
import { SectionHead } from './section-head'
import { ViewSwitch } from './view-switch'

export type DramaPickerProps = { connectionId: string; chosen: string[]; onChange: (dramaIds: string[]) => void }

export function DramaPicker({ connectionId, chosen, onChange }: DramaPickerProps) {
  const t = useTranslations('grants.drama')
  const tCompose = useTranslations('grants.compose')
  const locale = useLocale()
  const [typed, setTyped] = useState('')
  const [view, setView] = useState<'all' | 'selected'>('all')
  const [isPasting, setIsPasting] = useState(false)
  const q = useDeferredValue(typed.trim())

  const found = useInfiniteQuery<DramaPage, ReadRefused>({
    queryKey: ['dramas', connectionId, q],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      getJson<DramaPage>(
        '/api/dramas',
        { connection: connectionId, q, ...(pageParam ? { cursor: String(pageParam) } : {}) },
        signal,
      ),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: (before) => before,
  })
  const picked = useChosenDramas(connectionId, chosen)
  const facts = found.data?.pages[0]
  const blocked = (picked.data?.dramas ?? [])
    .filter((drama) => obstacleOf(drama) !== null)
    .map((drama) => drama.dramaId)

  const change = (dramaIds: readonly string[], isChosen: boolean) => {
    const rest = chosen.filter((id) => !dramaIds.includes(id))
    onChange(isChosen ? [...rest, ...dramaIds].slice(0, MOST_DRAMAS) : rest)
  }
  const rows = view === 'all' ? (found.data?.pages.flatMap((page) => page.dramas) ?? []) : (picked.data?.dramas ?? [])

  return (
    <section aria-label={t('title')} data-part="dramas">
      <SectionHead
        numeral={tCompose('one')}
        title={t('title')}
        figure={formatCount(chosen.length)}
        actions={
          <Button variant="ghost" size="sm" icon="paste" onClick={() => setIsPasting(true)}>
            {t('paste')}
          </Button>
        }
      />
      <Input
        id="field-dramaIds"
        type="search"
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value)
          setView('all')
        }}
        aria-label={t('searchLabel')}
        placeholder={t('search')}
        maxLength={100}
        prefix={<Icon name="search" small />}
        suffix={
          <span className="text-12 max-phone:hidden">
            {facts?.syncedAt
              ? t('facts', {
                  total: formatCount(facts.total),
                  age: formatRelative(facts.syncedAt, new Date(), locale),
                })
              : facts
                ? t('neverSynced')
                : ''}
          </span>
        }
      />
      <ViewSwitch
        value={view}
        onChange={setView}
        all={t('all')}
        selected={t('selected', { count: chosen.length })}
        clear={chosen.length > 0 ? { label: t('clear'), run: () => onChange([]) } : null}
        label={t('title')}
      />
      {found.isError && view === 'all' ? (
        <Notice
          tone="danger"
          live
          title={t('loadFailed')}
          action={
            <Button size="sm" onClick={() => found.refetch()}>
              {t('retry')}
            </Button>
          }
        />
      ) : (
        <DramaRows
          rows={rows}
          chosen={chosen}
          onChange={change}
          isLoading={view === 'all' ? found.isPending : picked.isPending && chosen.length > 0}
          empty={view === 'all' ? t('none') : t('noneSelected')}
          more={
            view === 'all' && found.hasNextPage ? (
              <Button
                variant="ghost"
                size="sm"
                onClick={() => found.fetchNextPage()}
                disabled={found.isFetchingNextPage}
              >
                {t('more')}
              </Button>
            ) : null
          }
        />
      )}
      {blocked.length > 0 ? (
        <p className="flex min-h-8 flex-wrap items-center gap-x-3 text-12 text-orpiment">
          <span className="flex items-center gap-1">
            <Icon name="block" small />
            {t('blockedCount', { count: blocked.length })}
          </span>
          <Button variant="ghost" size="sm" onClick={() => change(blocked, false)}>
            {t('removeBlocked', { count: blocked.length })}
          </Button>
        </p>
      ) : null}
      {chosen.length >= MOST_DRAMAS ? (
        <p className="text-12 text-orpiment">{t('full', { most: MOST_DRAMAS })}</p>
      ) : null}
      {isPasting ? (
        <PasteDialog
          connectionId={connectionId}
          chosen={chosen}
          onClose={() => setIsPasting(false)}
          onAdd={(dramaIds) => {
            change(dramaIds, true)
            setView('selected')
          }}
        />
      ) : null}
    </section>
  )
}

/** What the catalogue says of the chosen dramas, whatever the list on screen shows. */
function useChosenDramas(connectionId: string, chosen: string[]) {
  const ids = chosen.join(',')
  return useQuery<DramaPage, ReadRefused>({
    queryKey: ['chosen-dramas', connectionId, ids],
    enabled: ids !== '',
    queryFn: ({ signal }) => getJson<DramaPage>('/api/dramas', { connection: connectionId, ids }, signal),
    placeholderData: (before) =>
      before && ids !== ''
        ? { ...before, dramas: before.dramas.filter((drama) => chosen.includes(drama.dramaId)) }
        : undefined,
  })
}
