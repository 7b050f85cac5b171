'use client'
import { QueryClientProvider } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { formatCount } from '@/lib/format'
import { explorerClient } from './explorer-client'
import { Histogram } from './histogram'
import { useOverview } from './use-overview'

type OverviewProps = {
  written: string
  restWritten: string
  viewId: string | undefined
  range: { from: string | undefined; until: string | undefined }
}

export default function Overview(props: OverviewProps) {
  return (
    <QueryClientProvider client={explorerClient}>
      <Sum {...props} />
    </QueryClientProvider>
  )
}

/** How many events fit, how many of them with trouble, and how they lie in time. */
function Sum({ written, restWritten, viewId, range }: OverviewProps) {
  const t = useTranslations('explorer.sum')
  const { data, isError, refetch } = useOverview(written)
  if (isError && !data)
    return (
      <div className="overview">
        <p className="flex items-center gap-3 text-12 text-ink-2" role="status">
          {t('failed')}
          <Button size="sm" onClick={() => void refetch()}>
            {t('retry')}
          </Button>
        </p>
      </div>
    )
  if (!data)
    return (
      <div className="overview">
        <p className="text-12 text-ink-3" role="status">
          {t('loading')}
        </p>
      </div>
    )
  const total = `${formatCount(data.total)}${data.isAtLeast ? '+' : ''}`
  const step = data.histogram.stepMs
  const stepText =
    step < 3_600_000
      ? t('minutes', { count: step / 60_000 })
      : step < 86_400_000
        ? t('hours', { count: step / 3_600_000 })
        : t('days', { count: step / 86_400_000 })
  return (
    <div className="overview">
      <p className="overview-sum" role="status">
        <b>{total}</b>
        <span>
          {t('events', { of: data.total })}　{range.from || range.until ? t('inRange') : t('allTime')}
        </span>
        <span>
          {data.trouble > 0 ? (
            <span className="text-cinnabar">
              {t('trouble', { count: `${formatCount(data.trouble)}${data.isAtLeast ? '+' : ''}` })}
            </span>
          ) : null}
          {data.trouble > 0 ? '　' : ''}
          {t('step', { step: stepText })}
        </span>
      </p>
      <Histogram histogram={data.histogram} total={total} range={range} restWritten={restWritten} viewId={viewId} />
    </div>
  )
}
