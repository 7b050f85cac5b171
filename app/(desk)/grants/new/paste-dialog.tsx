'use client'
import { useTranslations } from 'next-intl'
import { useDeferredValue, useMemo, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Mono } from '@/components/ui/mono'
import { Notice } from '@/components/ui/notice'
import { Textarea } from '@/components/ui/textarea'
import { obstacleOf } from '@/lib/dramas/schema'
import { formatCount } from '@/lib/format'
import { parsePastedIds } from '@/lib/grants/pasted-schema'
import { MOST_DRAMAS } from '@/lib/grants/schema'
import { DramaState } from './drama-state'
import { OtherWords } from './other-words'
import { useDramaFacts } from './use-drama-facts'

type PasteDialogProps = {
  connectionId: string
  chosen: readonly string[]
  onAdd: (dramaIds: string[]) => void
  onClose: () => void
}

const MOST_NAMED = 200

/** Ids out of a pasted list, each checked against the catalogue before any is taken. */
export function PasteDialog({ connectionId, chosen, onAdd, onClose }: PasteDialogProps) {
  const t = useTranslations('grants.paste')
  const tDrama = useTranslations('grants.drama')
  const [text, setText] = useState('')
  const settled = useDeferredValue(text)
  const pasted = useMemo(() => parsePastedIds(settled), [settled])
  const isTooMany = pasted.ids.length > MOST_DRAMAS || new Set([...chosen, ...pasted.ids]).size > MOST_DRAMAS
  const asked = isTooMany ? [] : pasted.ids
  const { facts, isPending, isError } = useDramaFacts(connectionId, asked, 0, asked.length)
  const isChecked = asked.length > 0 && !isPending && !isError
  const known = asked.flatMap((dramaId) => facts.get(dramaId) ?? [])
  const blocked = known.filter((drama) => obstacleOf(drama) !== null)
  const good = known.filter((drama) => obstacleOf(drama) === null).map((drama) => drama.dramaId)
  const unknown = isChecked ? asked.filter((dramaId) => !facts.has(dramaId)) : []
  const count = (value: number) => ({ count: formatCount(value) })

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
          pending={asked.length > 0 && isPending && t('reading')}
          onClick={() => {
            onAdd(good)
            onClose()
          }}
        >
          {good.length > 0 ? t('add', count(good.length)) : t('nothing')}
        </Button>
      }
    >
      <Field label={t('label')} error={isTooMany ? t('tooMany', { most: formatCount(MOST_DRAMAS) }) : undefined}>
        <Textarea
          rows={6}
          value={text}
          onChange={(event) => setText(event.target.value)}
          spellCheck={false}
          className="mono"
        />
      </Field>
      {isError ? <Notice tone="danger" live title={tDrama('loadFailed')} /> : null}
      {text.trim() !== '' ? (
        <p role="status" className="flex flex-wrap gap-x-4 text-12 text-ink-2">
          <span>{t('ids', count(pasted.ids.length))}</span>
          <span>{t('good', count(good.length))}</span>
          {pasted.duplicates > 0 ? <span>{t('duplicates', count(pasted.duplicates))}</span> : null}
          {unknown.length > 0 ? <span className="text-orpiment">{t('unknown', count(unknown.length))}</span> : null}
          {blocked.length > 0 ? <span className="text-orpiment">{t('blocked', count(blocked.length))}</span> : null}
          {pasted.others.length > 0 ? <span>{t('unreadable', count(pasted.others.length))}</span> : null}
        </p>
      ) : null}
      {unknown.length > 0 ? (
        <Notice tone="attention" title={t('unknownNote')}>
          <Mono className="break-words whitespace-normal">{unknown.slice(0, MOST_NAMED).join(' ')}</Mono>
        </Notice>
      ) : null}
      {blocked.length > 0 ? (
        <Notice tone="attention" title={t('blockedNote')}>
          <ul className="max-h-40 overflow-auto">
            {blocked.slice(0, MOST_NAMED).map((drama) => (
              <li key={drama.dramaId} className="flex flex-wrap gap-x-3">
                <Mono>{drama.dramaId}</Mono> {drama.name} <DramaState drama={drama} />
              </li>
            ))}
          </ul>
        </Notice>
      ) : null}
      <OtherWords words={pasted.others} />
    </Dialog>
  )
}
