'use client'
import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { EventRows } from '@/components/audit/event-rows'
import { FastLinks } from '@/components/audit/fast-links'
import type { RowFacts } from '@/components/audit/row-facts'
import { Icon } from '@/components/ui/icon'
import { KeyLegend } from './key-legend'
import { showZones } from './show-zones'
import { useRowKeys } from './use-row-keys'

const Peek = dynamic(() => import('./peek'), { ssr: false })
const Course = dynamic(() => import('./course'), { ssr: false })

type Day = { day: string; name: string; note: string; rows: RowFacts[] }

/** The rows under their days, walked by keys and looked into without leaving them. */
export function EventDays({ days, beijing, label }: { days: readonly Day[]; beijing: string; label: string }) {
  const t = useTranslations('explorer.list')
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
                    aria-label={`${t('unfold', { receipt: `R-${row.receipt}` })}${row.fold.count > 0 ? ` ${foldText(row.fold)}` : ''}`}
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
