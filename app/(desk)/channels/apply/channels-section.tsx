'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { SectionTitle } from '@/components/shell/section-title'
import { Button } from '@/components/ui/button'
import { RemovableChip } from '@/components/ui/chip'
import { Mono } from '@/components/ui/mono'
import type { ChangeItem } from '@/lib/channels/apply-views-schema'
import { formatCount } from '@/lib/format'
import { PasteIdsDialog } from './paste-ids-dialog'

type Props = {
  items: readonly ChangeItem[]
  isBusy: boolean
  readOnly: boolean
  onChoose: (change: { add: string[]; remove: string[] }) => void
}

const SHOWN = 24

/** The channels the change is for; any can be taken out and put back. */
export function ChannelsSection({ items, isBusy, readOnly, onChoose }: Props) {
  const t = useTranslations('apply.channels')
  const [isPasting, setPasting] = useState(false)
  const [showsAll, setShowsAll] = useState(false)
  const kept = items.filter((item) => !item.isRemoved)
  const removed = items.filter((item) => item.isRemoved)
  const shown = showsAll ? kept : kept.slice(0, SHOWN)
  return (
    <section aria-label={t('title')}>
      <SectionTitle
        figure={formatCount(kept.length)}
        actions={
          readOnly ? null : (
            <Button size="sm" variant="ghost" icon="paste" disabled={isBusy} onClick={() => setPasting(true)}>
              {t('paste')}
            </Button>
          )
        }
      >
        {t('title')}
      </SectionTitle>
      <ul className="flex max-h-[260px] flex-wrap gap-1.5 overflow-y-auto py-2">
        {shown.map(({ channelId, name }) => (
          <li key={channelId} className="max-w-full">
            {readOnly ? (
              <span className="chip border-transparent bg-sunken text-ink">
                {name} <Mono quiet>{channelId}</Mono>
              </span>
            ) : (
              <RemovableChip
                removeLabel={t('remove', { name })}
                onRemove={() => onChoose({ add: [], remove: [channelId] })}
              >
                <span className="clip max-w-[14em]" title={name}>
                  {name}
                </span>{' '}
                <Mono quiet>{channelId}</Mono>
              </RemovableChip>
            )}
          </li>
        ))}
      </ul>
      <p className="flex flex-wrap gap-x-4 text-12 text-ink-2">
        {kept.length > shown.length ? (
          <button type="button" className="link" onClick={() => setShowsAll(true)}>
            {t('more', { count: formatCount(kept.length - shown.length) })}
          </button>
        ) : null}
        {removed.length > 0 ? (
          <span>
            {t('removed', { count: formatCount(removed.length) })}
            {readOnly ? null : (
              <button
                type="button"
                className="link ml-2"
                onClick={() => onChoose({ add: removed.map((item) => item.channelId), remove: [] })}
              >
                {t('putBack')}
              </button>
            )}
          </span>
        ) : null}
      </p>
      {isPasting ? (
        <PasteIdsDialog
          onClose={() => setPasting(false)}
          onAdd={(add) => onChoose({ add, remove: [] })}
          action={(count) => t('add', { count })}
        />
      ) : null}
    </section>
  )
}
