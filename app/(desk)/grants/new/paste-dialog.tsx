'use client'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Mono } from '@/components/ui/mono'
import { Notice } from '@/components/ui/notice'
import { Textarea } from '@/components/ui/textarea'
import { type DramaPage, obstacleOf } from '@/lib/dramas/schema'
import { MOST_DRAMAS, parsePastedIds } from '@/lib/grants/schema'
import { DramaState } from './drama-state'
import { getJson, type ReadRefused } from './get-json'

export type PasteDialogProps = {
  connectionId: string
  chosen: readonly string[]
  onAdd: (dramaIds: string[]) => void
  onClose: () => void
}

/** Ids out of a pasted list, each checked against the catalogue before any is taken. */
export function PasteDialog({ connectionId, chosen, onAdd, onClose }: PasteDialogProps) {
  const t = useTranslations('grants.paste')
  const tDrama = useTranslations('grants.drama')
  const [text, setText] = useState('')
  const pasted = parsePastedIds(text)
  const ids = pasted.ids.slice(0, MOST_DRAMAS).join(',')
  const checked = useQuery<DramaPage, ReadRefused>({
    queryKey: ['chosen-dramas', connectionId, ids],
    enabled: ids !== '',
    queryFn: ({ signal }) => getJson<DramaPage>('/api/dramas', { connection: connectionId, ids }, signal),
  })
  const known = ids === '' ? [] : (checked.data?.dramas ?? [])
  const blocked = known.filter((drama) => obstacleOf(drama) !== null)
  const good = known.filter((drama) => obstacleOf(drama) === null).map((drama) => drama.dramaId)
  const knownIds = new Set(known.map((drama) => drama.dramaId))
  const unknown = checked.isSuccess ? pasted.ids.filter((id) => !knownIds.has(id)) : []
  const isTooMany = pasted.ids.length > MOST_DRAMAS || new Set([...chosen, ...good]).size > MOST_DRAMAS

  return (
    <Dialog
      open
      wide
      onOpenChange={onClose}
      title={t('title')}
      description={t('description')}
      actions={
        <Button
          variant="primary"
          disabled={good.length === 0 || isTooMany}
          pending={ids !== '' && checked.isFetching && t('reading')}
          onClick={() => {
            onAdd(good)
            onClose()
          }}
        >
          {good.length > 0 ? t('add', { count: good.length }) : t('nothing')}
        </Button>
      }
    >
      <Field label={t('label')} error={isTooMany ? t('tooMany', { most: MOST_DRAMAS }) : undefined}>
        <Textarea
          rows={6}
          value={text}
          onChange={(event) => setText(event.target.value)}
          spellCheck={false}
          className="mono"
        />
      </Field>
      {checked.isError ? <Notice tone="danger" live title={tDrama('loadFailed')} /> : null}
      {text.trim() !== '' ? (
        <p role="status" className="flex flex-wrap gap-x-4 text-12 text-ink-2">
          <span>{t('ids', { count: pasted.ids.length })}</span>
          <span>{t('good', { count: good.length })}</span>
          {pasted.duplicates > 0 ? <span>{t('duplicates', { count: pasted.duplicates })}</span> : null}
          {unknown.length > 0 ? <span className="text-orpiment">{t('unknown', { count: unknown.length })}</span> : null}
          {blocked.length > 0 ? <span className="text-orpiment">{t('blocked', { count: blocked.length })}</span> : null}
          {pasted.unreadable.length > 0 ? (
            <span className="text-cinnabar">{t('unreadable', { count: pasted.unreadable.length })}</span>
          ) : null}
        </p>
      ) : null}
      {unknown.length > 0 ? (
        <Notice tone="attention" title={t('unknownNote')}>
          <Mono>{unknown.join(' ')}</Mono>
        </Notice>
      ) : null}
      {blocked.length > 0 ? (
        <Notice tone="attention" title={t('blockedNote')}>
          <ul>
            {blocked.map((drama) => (
              <li key={drama.dramaId} className="flex flex-wrap gap-x-3">
                <Mono>{drama.dramaId}</Mono> {drama.name} <DramaState drama={drama} />
              </li>
            ))}
          </ul>
        </Notice>
      ) : null}
      {pasted.unreadable.length > 0 ? (
        <p className="text-12 text-cinnabar">
          {t('unreadable', { count: pasted.unreadable.length })} <Mono>{pasted.unreadable.slice(0, 20).join(' ')}</Mono>
        </p>
      ) : null}
    </Dialog>
  )
}
