'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Icon } from '@/components/ui/icon'
import { EntryBody } from './entry-body'
import { NoticeSheet } from './notice-sheet'
import { OutcomeBody } from './outcome-body'
import { Scenery } from './scenery'
import { useEntryWords } from './use-entry-words'
import type { ViewerEntry, ViewerModel, ViewerOutcome } from './viewer-model'

type Props = {
  title: string
  watchStatus: string | null
  model: ViewerModel
  place: number
  outcome: ViewerOutcome | null
  device: 'phone' | 'desktop'
  onTurn: (place: number) => void
  onOutcome: (outcome: ViewerOutcome | null) => void
}

/** The watch page inside the frame: its cover, and below it the doors or what became of the viewer. */
export function WatchScreen({ title, watchStatus, model, place, outcome, device, onTurn, onOutcome }: Props) {
  const t = useTranslations('viewer')
  const status = useTranslations('channels.watchStatus')
  const [isReading, setReading] = useState(false)
  const entry = model.entries[place] ?? null
  const known = ['live', 'waiting', 'unStart', 'playback', 'end', 'banpush'] as const
  const state = known.find((name) => name === watchStatus)
  const isIn = outcome === 'pass'
  const settings = entry?.settings ?? null
  const notice = settings && 'privacy' in settings && settings.privacy.enabled ? settings.privacy.content : null
  return (
    <div className="viewer-screen" data-part="watch-page">
      <div className="viewer-cover">
        <Scenery />
        <div className="viewer-clock" aria-hidden="true">
          <span>{device === 'phone' ? '19:02' : ''}</span>
          <span>{device === 'phone' ? '5G' : ''}</span>
        </div>
        {isIn ? (
          <span className="viewer-tag">{t('playing')}</span>
        ) : state ? (
          <span className="viewer-tag">{status(state)}</span>
        ) : null}
      </div>
      <div className="viewer-body">
        <p className="viewer-name">{title}</p>
        {model.kind === 'impossible' ? (
          <p className="viewer-quiet">{t('impossible')}</p>
        ) : outcome && settings ? (
          <OutcomeBody settings={settings} outcome={outcome} onBack={() => onOutcome(null)} />
        ) : isIn || model.kind === 'open' ? (
          <OpenDoor isIn={isIn} onEnter={() => onOutcome('pass')} />
        ) : entry ? (
          <>
            <EntryBody entry={entry} device={device} onEnter={() => onOutcome('pass')} />
            <OtherDoor model={model} place={place} onTurn={onTurn} />
            {notice === null ? null : (
              <p className="viewer-agree">
                <span className="viewer-box" aria-hidden="true" />
                {t('agree')}
                <button type="button" className="viewer-link" onClick={() => setReading(true)}>
                  {t('notice')}
                </button>
              </p>
            )}
          </>
        ) : null}
      </div>
      {isReading && notice !== null ? <NoticeSheet html={notice} onClose={() => setReading(false)} /> : null}
    </div>
  )
}

function OpenDoor({ isIn, onEnter }: { isIn: boolean; onEnter: () => void }) {
  const t = useTranslations('viewer')
  return isIn ? (
    <p className="viewer-quiet">{t('inside.public')}</p>
  ) : (
    <>
      <p className="viewer-quiet">{t('open')}</p>
      <button type="button" className="viewer-enter" onClick={onEnter}>
        {t('watch')}
      </button>
    </>
  )
}

/** The door beside the one that is shown, under 或; from the second one the way back to the first. */
function OtherDoor({ model, place, onTurn }: { model: ViewerModel; place: number; onTurn: (place: number) => void }) {
  const t = useTranslations('viewer')
  const other = model.entries.findIndex((_, index) => index !== place)
  const entry = model.entries[other]
  if (!entry) return null
  return (
    <>
      <p className="viewer-or">{t('or')}</p>
      <button type="button" className="viewer-other" onClick={() => onTurn(other)}>
        <EntryLabel entry={entry} />
      </button>
    </>
  )
}

function EntryLabel({ entry }: { entry: ViewerEntry }) {
  const words = useEntryWords(entry)
  return (
    <>
      {words.label}
      {words.price ? <b>{words.price}</b> : <Icon name="chevron-right" small className="ml-auto" />}
    </>
  )
}
