'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useFormContext, useWatch } from 'react-hook-form'
import { Button } from '@/components/ui/button'
import { Chip } from '@/components/ui/chip'
import { Segmented } from '@/components/ui/segmented'
import type { BaseConditions } from '@/lib/channels/form-schema'
import type { FormValues } from '../form-values'
import { outcomesOf, toViewerModel, type ViewerOutcome } from './viewer-model'
import { WatchScreen } from './watch-screen'

type Props = { title: string; watchStatus: string | null; base: BaseConditions; followsDefault: boolean }
type Visit = { place: number; outcome: ViewerOutcome | null }

const arrival: Visit = { place: 0, outcome: null }

/** What a viewer would meet if the form were saved as it stands. A drawing: it asks nobody and sends nothing. */
export function ViewerPanel({ title, watchStatus, base, followsDefault }: Props) {
  const t = useTranslations('viewer')
  const { control } = useFormContext<FormValues>()
  const [primary, secondary] = useWatch({ control, name: ['primary', 'secondary'] })
  const [device, setDevice] = useState<'phone' | 'desktop'>('phone')
  const [look, setLook] = useState<'light' | 'dark'>('light')
  const [visit, setVisit] = useState<Visit>(arrival)
  const model = toViewerModel({ primary, secondary }, base)
  const shape = model.entries.map((entry) => `${entry.rank}:${entry.settings?.type ?? entry.lockedType}`).join()
  const [drawnShape, setDrawnShape] = useState(shape)
  if (shape !== drawnShape) {
    // Other doors than a moment ago: whoever was inside stands before them again.
    setDrawnShape(shape)
    setVisit(arrival)
  }
  const entry = model.entries[visit.place] ?? null
  const way = entry?.settings?.type ?? 'public'
  const isStuck = model.kind === 'impossible' || (entry !== null && entry.settings === null)
  return (
    <aside aria-labelledby="viewer-title" className="viewer desk:max-wide:col-span-2">
      <div className="viewer-inner">
        <div className="mb-3 flex w-full max-w-[308px] flex-wrap items-center gap-x-2 gap-y-1.5">
          <h2 id="viewer-title" className="font-serif text-14 font-semibold">
            {t('title')}
          </h2>
          <Chip>{t('drawing')}</Chip>
          <span className="ml-auto flex gap-1.5">
            <Segmented
              ariaLabel={t('device')}
              value={device}
              onValueChange={setDevice}
              options={(['phone', 'desktop'] as const).map((value) => ({ value, label: t(value) }))}
            />
            <Segmented
              ariaLabel={t('look')}
              value={look}
              onValueChange={setLook}
              options={(['light', 'dark'] as const).map((value) => ({ value, label: t(value) }))}
            />
          </span>
        </div>
        <div className="viewer-frame" data-device={device} data-look={look}>
          <WatchScreen
            title={title}
            watchStatus={watchStatus}
            model={model}
            place={visit.place}
            outcome={visit.outcome}
            device={device}
            onTurn={(place) => setVisit({ place, outcome: null })}
            onOutcome={(outcome) => setVisit({ ...visit, outcome })}
          />
        </div>
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would draw its own box */}
        <div role="group" aria-label={t('simulate')} className="mt-3 flex w-full max-w-[308px] flex-wrap gap-1.5">
          <span className="mr-0.5 py-1 text-12 text-ink-2">{t('simulate')}</span>
          {isStuck
            ? null
            : outcomesOf(entry?.settings ?? null).map((outcome) => (
                <Button
                  key={outcome}
                  size="sm"
                  icon={outcome === 'pass' ? 'check' : 'cross'}
                  aria-pressed={visit.outcome === outcome}
                  onClick={() => setVisit({ ...visit, outcome })}
                >
                  {t(`outcomes.${way}.${outcome}` as 'outcomes.code.pass')}
                </Button>
              ))}
          <Button
            size="sm"
            variant="ghost"
            disabled={visit.place === 0 && visit.outcome === null}
            onClick={() => setVisit(arrival)}
          >
            {t('again')}
          </Button>
        </div>
        <p className="mt-2 w-full max-w-[308px] text-12 text-ink-3">{t(followsDefault ? 'follows' : 'note')}</p>
      </div>
    </aside>
  )
}
