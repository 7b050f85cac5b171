'use client'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react'
import { Button, ButtonLink } from '@/components/ui/button'
import type { OverviewView } from '@/lib/audit/overview-schema'
import { formatCount, formatDate, formatDateTime, formatShortDateTime } from '@/lib/format'
import { HistogramTable } from './histogram-table'
import { listHref } from './list-href'

type HistogramProps = {
  histogram: OverviewView['histogram']
  /** How many events fit the query as it is. */
  total: string
  range: { from: string | undefined; until: string | undefined }
  /** The query without its time. */
  restWritten: string
  viewId: string | undefined
}

type Brush = { start: number; end: number }

const HEIGHT = 60
const DAY_MS = 86_400_000
const LABELS = [0, 0.25, 0.5, 0.75]

/** Bars by time. A stretch is chosen by dragging, or by moving its two ends with the arrow keys. */
export function Histogram({ histogram, total, range, restWritten, viewId }: HistogramProps) {
  const t = useTranslations('explorer.histogram')
  const router = useRouter()
  const { bars, stepMs } = histogram
  const from = Date.parse(histogram.from)
  const momentOf = (bar: number) => from + bar * stepMs
  const barOf = (moment: string | undefined, fallback: number) =>
    moment === undefined
      ? fallback
      : Math.min(Math.max(Math.round((Date.parse(moment) - from) / stepMs), 0), bars.length)
  const isNarrowed = range.from !== undefined || range.until !== undefined
  const applied: Brush = { start: barOf(range.from, 0), end: barOf(range.until, bars.length) }
  const [brush, setBrush] = useState<Brush>(applied)
  const anchor = useRef<number | null>(null)
  const box = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new answer or a new range starts from what is applied
  useEffect(() => setBrush(applied), [histogram.from, bars.length, range.from, range.until])

  const most = Math.max(1, ...bars.map(({ count }) => count))
  const inBrush = bars.slice(brush.start, brush.end)
  const sum = inBrush.reduce((total, { count }) => total + count, 0)
  const isAtLeast = inBrush.some((bar) => bar.isAtLeast)
  const moved = brush.start !== applied.start || brush.end !== applied.end
  // Bars say how many lie between them; the query's own ends may lie within one.
  const spanText = moved
    ? t('chosen', {
        from: formatShortDateTime(momentOf(brush.start)),
        until: formatShortDateTime(momentOf(brush.end)),
        count: `${formatCount(sum)}${isAtLeast ? '+' : ''}`,
      })
    : t(range.from === undefined ? 'chosenUntil' : range.until === undefined ? 'chosenFrom' : 'chosen', {
        from: formatShortDateTime(range.from ?? from),
        until: formatShortDateTime(range.until ?? from),
        count: total,
      })

  const apply = ({ start, end }: Brush) => {
    if (end <= start) return
    router.push(
      listHref(`${restWritten} created:${rangeText(momentOf(start), momentOf(end), stepMs)}`.trim(), viewId),
      {
        scroll: false,
      },
    )
  }
  const placeOf = (event: PointerEvent) => {
    const { left, width } = box.current?.getBoundingClientRect() ?? { left: 0, width: 1 }
    return Math.min(Math.max(Math.floor(((event.clientX - left) / width) * bars.length), 0), bars.length - 1)
  }
  const drag = (event: PointerEvent) => {
    if (anchor.current === null) return
    const place = placeOf(event)
    setBrush({ start: Math.min(anchor.current, place), end: Math.max(anchor.current, place) + 1 })
  }
  const moveEnd = (end: 'start' | 'end') => (event: KeyboardEvent) => {
    const step = { ArrowLeft: -1, ArrowRight: 1, PageDown: -10, PageUp: 10 }[event.key]
    if (event.key === 'Enter') apply(brush)
    else if (event.key === 'Escape') setBrush(applied)
    else if (event.key === 'Home' || event.key === 'End' || step !== undefined)
      setBrush((now) => {
        const wanted = event.key === 'Home' ? 0 : event.key === 'End' ? bars.length : now[end] + (step ?? 0)
        return end === 'start'
          ? { ...now, start: Math.min(Math.max(wanted, 0), now.end - 1) }
          : { ...now, end: Math.max(Math.min(wanted, bars.length), now.start + 1) }
      })
    else return
    event.preventDefault()
  }
  const percent = (bar: number) => `${(bar / bars.length) * 100}%`

  return (
    <div className="histogram">
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would draw its own box */}
      <div
        ref={box}
        role="group"
        className="histogram-plot"
        aria-label={t('label')}
        onPointerDown={(event) => {
          if (event.button !== 0 || (event.target instanceof Element && event.target.closest('[role=slider]'))) return
          anchor.current = placeOf(event)
          event.currentTarget.setPointerCapture(event.pointerId)
          drag(event)
        }}
        onPointerMove={drag}
        onPointerUp={() => {
          if (anchor.current !== null) apply(brush)
          anchor.current = null
        }}
        onPointerCancel={() => {
          anchor.current = null
          setBrush(applied)
        }}
      >
        <svg width="100%" height={HEIGHT + 4} aria-hidden="true">
          {isNarrowed || moved ? (
            <rect
              x={percent(brush.start)}
              width={percent(brush.end - brush.start)}
              y="0"
              height={HEIGHT + 4}
              fill="var(--azurite-soft)"
            />
          ) : null}
          {bars.map(({ count, trouble }, bar) => {
            const height = count === 0 ? 0 : Math.max((count / most) * (HEIGHT - 4), 2)
            const isChosen = (isNarrowed || moved) && bar >= brush.start && bar < brush.end
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its place
              <g key={bar}>
                <title>
                  {t('bar', {
                    from: formatDateTime(momentOf(bar)),
                    count: formatCount(count),
                    trouble: formatCount(trouble),
                  })}
                </title>
                <rect x={percent(bar)} width={percent(1)} y="0" height={HEIGHT} fill="transparent" />
                <rect
                  x={percent(bar + 0.1)}
                  width={percent(0.8)}
                  y={HEIGHT - height}
                  height={height}
                  fill={isChosen ? 'var(--ink-2)' : 'var(--bar-quiet)'}
                />
                {trouble > 0 ? (
                  <rect
                    x={percent(bar + 0.1)}
                    width={percent(0.8)}
                    y={HEIGHT - Math.max((trouble / most) * (HEIGHT - 4), 3)}
                    height={Math.max((trouble / most) * (HEIGHT - 4), 3)}
                    fill="var(--cinnabar)"
                  />
                ) : null}
              </g>
            )
          })}
          <line x1="0" x2="100%" y1={HEIGHT + 0.5} y2={HEIGHT + 0.5} stroke="var(--line-strong)" />
        </svg>
        {(['start', 'end'] as const).map((end) => (
          <span
            key={end}
            role="slider"
            tabIndex={0}
            className="histogram-end"
            data-quiet={isNarrowed || moved ? undefined : ''}
            style={{ left: percent(brush[end]) }}
            aria-label={t(end)}
            aria-valuemin={0}
            aria-valuemax={bars.length}
            aria-valuenow={brush[end]}
            aria-valuetext={formatDateTime(momentOf(brush[end]))}
            aria-description={t('hint')}
            onKeyDown={moveEnd(end)}
          />
        ))}
      </div>
      <p className="histogram-axis" aria-hidden="true">
        {LABELS.map((part) => (
          <span key={part} style={{ left: `${part * 100}%` }}>
            {axisText(momentOf(Math.floor(part * bars.length)), stepMs)}
          </span>
        ))}
        <span style={{ right: 0 }}>{axisText(momentOf(bars.length) - 1, stepMs)}</span>
      </p>
      <div className="histogram-foot">
        <HistogramTable bars={bars} momentOf={momentOf} />
        {histogram.countedFrom ? (
          <span>{t('countedFrom', { from: formatShortDateTime(histogram.countedFrom) })}</span>
        ) : null}
        {moved || isNarrowed ? (
          <span className="ml-auto" role="status">
            {spanText}
          </span>
        ) : null}
        {moved ? (
          <Button size="sm" onClick={() => apply(brush)}>
            {t('apply')}
          </Button>
        ) : null}
        {isNarrowed ? (
          <ButtonLink size="sm" variant="ghost" href={listHref(restWritten, viewId)} scroll={false} prefetch={false}>
            {t('clear')}
          </ButtonLink>
        ) : null}
      </div>
    </div>
  )
}

const axisText = (moment: number, stepMs: number): string =>
  stepMs < 3_600_000 ? formatShortDateTime(moment) : formatDate(moment).slice(5)

/** Whole days as days, anything finer to the minute; both ends belong to it. */
function rangeText(from: number, until: number, stepMs: number): string {
  const isWhole = (moment: number) => (moment + 8 * 3_600_000) % DAY_MS === 0
  if (stepMs >= DAY_MS || (isWhole(from) && isWhole(until))) return `${formatDate(from)}..${formatDate(until - 1)}`
  return [from, until - 60_000].map((moment) => formatDateTime(moment).replace(' ', 'T')).join('..')
}
