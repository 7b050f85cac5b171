'use client'
import clsx from 'clsx'
import { useTranslations } from 'next-intl'
import { type DayLoad, monthOf } from '@/lib/expiring/schema'
import { DayCell } from './day-cell'
import { useDaySelection } from './use-day-selection'

type MonthGridProps = {
  weeks: readonly (readonly string[])[]
  month: string
  days: readonly DayLoad[]
  today: string
  chosen: { from: string; to: string } | null
}

/** Days to be pressed, dragged over or walked with the keyboard; what is chosen goes into the address. */
export function MonthGrid({ weeks, month, days, today, chosen }: MonthGridProps) {
  const t = useTranslations('expiring.month')
  const { focusDay, shown, onKeyDown, handlersOf, isPending } = useDaySelection({ weeks, month, today, chosen })
  const loads = new Map(days.map((load) => [load.day, load]))
  const most = Math.max(1, ...days.map(({ count }) => count))
  return (
    <>
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table of days that are chosen is a grid
        role="grid"
        aria-label={t('label', { month })}
        aria-multiselectable
        aria-busy={isPending || undefined}
        className="month"
        onKeyDown={onKeyDown}
      >
        <thead>
          <tr>
            {t('weekdays')
              .split(',')
              .map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]}>
              {week.map((day) => {
                const isChosen = shown !== null && day >= shown.from && day <= shown.to
                return (
                  <td
                    key={day}
                    // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: see the table
                    role="gridcell"
                    data-day={day}
                    tabIndex={day === focusDay ? 0 : -1}
                    aria-selected={isChosen}
                    aria-current={day === today ? 'date' : undefined}
                    className={clsx(monthOf(day) !== month && 'other', isChosen && 'chosen', day === today && 'today')}
                    {...handlersOf(day)}
                  >
                    <DayCell day={day} load={loads.get(day) ?? null} most={most} isPast={day < today} />
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="pt-1.5 text-12 text-ink-3">{t('help')}</p>
    </>
  )
}
