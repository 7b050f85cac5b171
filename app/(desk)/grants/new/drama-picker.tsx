'use client'
import { useQuery } from '@tanstack/react-query'
import dynamic from 'next/dynamic'
import { useLocale, useTranslations } from 'next-intl'
import { useCallback, useDeferredValue, useMemo, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { Input } from '@/components/ui/input'
import { Notice } from '@/components/ui/notice'
import { TableSkeleton } from '@/components/ui/skeleton'
import { formatCount, formatRelative } from '@/lib/format'
import type { DramaChoices } from '@/lib/grants/choices-schema'
import { MOST_DRAMAS } from '@/lib/grants/schema'
import { DramaRows } from './drama-rows'
import { getJson, type ReadRefused } from './get-json'
import { SectionHead } from './section-head'
import { ViewSwitch } from './view-switch'

const PasteDialog = dynamic(() => import('./paste-dialog').then((module) => module.PasteDialog), { ssr: false })

type DramaPickerProps = {
  connectionId: string
  chosen: string[]
  onChange: (dramaIds: string[]) => void
  onImport: () => void
}

export function DramaPicker({ connectionId, chosen, onChange, onImport }: DramaPickerProps) {
  const t = useTranslations('grants.drama')
  const tCompose = useTranslations('grants.compose')
  const tImport = useTranslations('composer.import')
  const locale = useLocale()
  const [typed, setTyped] = useState('')
  const [view, setView] = useState<'all' | 'selected'>('all')
  const [isPasting, setIsPasting] = useState(false)
  const q = useDeferredValue(typed.trim())
  const all = useDramaChoices(connectionId, '')
  const found = useDramaChoices(connectionId, q)
  const ready = useMemo(() => readyOf(all.data), [all.data])
  const isReady = useCallback((dramaId: string) => ready.has(dramaId), [ready])
  const has = useMemo(() => new Set(chosen), [chosen])
  const blocked = all.isSuccess ? chosen.filter((dramaId) => !ready.has(dramaId)) : []

  const latest = useRef({ chosen, onChange })
  latest.current = { chosen, onChange }
  const change = useCallback((dramaIds: readonly string[], isChosen: boolean) => {
    const touched = new Set(dramaIds)
    const rest = latest.current.chosen.filter((id) => !touched.has(id))
    latest.current.onChange(isChosen ? [...rest, ...touched].slice(0, MOST_DRAMAS) : rest)
  }, [])
  const ids = view === 'all' ? (found.data?.ids ?? []) : chosen

  return (
    <section aria-label={t('title')} data-part="dramas">
      <SectionHead
        numeral={tCompose('one')}
        title={t('title')}
        figure={formatCount(chosen.length)}
        actions={
          <>
            <Button variant="ghost" size="sm" icon="paste" onClick={() => setIsPasting(true)}>
              {t('paste')}
            </Button>
            <Button variant="ghost" size="sm" icon="list" onClick={onImport}>
              {tImport('action')}
            </Button>
          </>
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
            {all.data?.syncedAt
              ? t('facts', {
                  total: formatCount(all.data.ids.length),
                  age: formatRelative(all.data.syncedAt, new Date(), locale),
                })
              : all.data
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
      ) : view === 'all' && found.isPending ? (
        <TableSkeleton rows={6} columns={4} />
      ) : ids.length === 0 ? (
        <p className="py-6 text-center text-ink-3">{view === 'all' ? t('none') : t('noneSelected')}</p>
      ) : (
        <DramaRows
          key={`${view} ${q}`}
          connectionId={connectionId}
          ids={ids}
          isReady={isReady}
          chosen={has}
          onChange={change}
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
        <p className="text-12 text-orpiment">{t('full', { most: formatCount(MOST_DRAMAS) })}</p>
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

const useDramaChoices = (connectionId: string, q: string) =>
  useQuery<DramaChoices, ReadRefused>({
    queryKey: ['drama-choices', connectionId, q],
    queryFn: ({ signal }) => getJson('/api/grants/dramas', { connection: connectionId, q }, signal),
    placeholderData: (before) => before,
    structuralSharing: false,
  })

const readyOf = (choices: DramaChoices | undefined): ReadonlySet<string> =>
  new Set(choices?.ids.filter((_, place) => choices.marks[place] === '+'))
