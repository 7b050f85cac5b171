'use client'
import { useTranslations } from 'next-intl'
import type { OverviewView } from '@/lib/audit/overview-schema'
import { formatCount, formatDateTime } from '@/lib/format'

type HistogramTableProps = { bars: OverviewView['histogram']['bars']; momentOf: (bar: number) => number }

/** The same figures as rows, for whoever does not see the bars. */
export function HistogramTable({ bars, momentOf }: HistogramTableProps) {
  const t = useTranslations('explorer.histogram')
  const told = bars.map((bar, place) => ({ ...bar, place })).filter(({ count }) => count > 0)
  return (
    <details className="histogram-table">
      <summary className="link text-12">{t('table')}</summary>
      <div className="popup">
        <table className="tbl">
          <thead>
            <tr>
              <th scope="col">{t('time')}</th>
              <th scope="col" className="num">
                {t('count')}
              </th>
              <th scope="col" className="num">
                {t('trouble')}
              </th>
            </tr>
          </thead>
          <tbody>
            {told.map(({ place, count, trouble, isAtLeast }) => (
              <tr key={place}>
                <td className="mono">{formatDateTime(momentOf(place))}</td>
                <td className="num">{`${formatCount(count)}${isAtLeast ? '+' : ''}`}</td>
                <td className="num">{formatCount(trouble)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}
