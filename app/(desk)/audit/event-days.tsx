'use client'
import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import { EventRows } from '@/components/audit/event-rows'
import { FastLinks } from '@/components/audit/fast-links'
import type { RowFacts } from '@/components/audit/row-facts'
import { Icon } from '@/components/ui/icon'
import { toTemplate } from '@/lib/i18n/template'
import { KeyLegend } from './key-legend'
import { showZones } from './show-zones'
import { useRowKeys } from './use-row-keys'

const Peek = dynamic(() => import('./peek'), { ssr: false })
const Course = dynamic(() => import('./course'), { ssr: false })

export type Day = { day: string; name: string; note: string; rows: RowFacts[] }

type EventDaysProps = {
  /** Days as JSON: as a tree, every value of fifty rows would be looked at on its own way to the browser. */
  text: string
  beijing: string
  label: string
}

/** The rows under their days, walked by keys and looked into without leaving them. */
export function EventDays({ text, beijing, label }: EventDaysProps) {
  const t = useTranslations('explorer.list')
  const days = useMemo(() => JSON.parse(text) as Day[], [text])
  const unfold = useMemo(() => toTemplate(['receipt'], (gaps) => t('unfold', gaps)), [t])
  const ids = days.flatMap(({ rows }) => rows.map(({ id }) => id))
  const [peeked, setPeeked] = useState<string | null>(null)
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set())
  const keys = useRowKeys(ids, peeked, setPeeked)
  const toggle = (id: string) =>
    setUnfolded((open) => new Set(open.has(id) ? [...open].filter((one) => one !== id) : [...open, id]))
  const foldText = ({ count, isAtLeast }: NonNullable<RowFacts['fold']>) =>
    count === 0 ? t('course') : t(isAtLeast ? 'foldMore' : 'fold', { count })
  return (
    <FastLinks>
      <div ref={keys.ref} onPointerOver={(event) => showZones(event.target, t('local'))}>
        {days.map(({ day, name, note, rows }) => (
          <section key={day} aria-label={day}>
            <h2 className="day">
              {name}
              <span>{note}</span>
            </h2>
            <EventRows
              rows={rows}
              beijing={beijing}
              label={`${label} ${day}`}
              currentId={peeked ?? undefined}
              fold={(row) =>
                row.fold ? (
                  <button
                    type="button"
                    className="ev-fold"
                    aria-expanded={unfolded.has(row.id)}
                    aria-label={`${unfold({ receipt: `R-${row.receipt}` })}${row.fold.count > 0 ? ` ${foldText(row.fold)}` : ''}`}
                    onClick={() => toggle(row.id)}
                  >
                    {row.fold.count > 0 ? foldText(row.fold) : null}
                    <Icon name={unfolded.has(row.id) ? 'chevron-up' : 'chevron-down'} small />
                  </button>
                ) : null
              }
              under={(row) =>
                row.fold && unfolded.has(row.id) ? (
                  <Course
                    operation={row.fold.operation}
                    receipt={row.receipt ?? 0}
                    beijing={beijing}
                    currentId={row.id}
                  />
                ) : null
              }
            />
          </section>
        ))}
      </div>
      <KeyLegend isOn={keys.isOn} onToggle={keys.toggle} said={keys.said} />
      {peeked ? <Peek id={peeked} onStep={keys.step} onClose={() => keys.close()} onCopy={keys.copy} /> : null}
    </FastLinks>
  )
}
