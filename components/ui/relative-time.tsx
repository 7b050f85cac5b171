'use client'
import { useLocale } from 'next-intl'
import { useEffect, useState } from 'react'
import { formatDateTime, formatRelative } from '@/lib/format'

/** `2 分钟前`, renewed each half minute, with the exact Beijing time on hover. */
export function RelativeTime({ at, now, className }: { at: string; now: string; className?: string }) {
  const locale = useLocale()
  const [current, setCurrent] = useState(now)
  useEffect(() => {
    const timer = setInterval(() => setCurrent(new Date().toISOString()), 30_000)
    return () => clearInterval(timer)
  }, [])
  return (
    <time dateTime={at} title={formatDateTime(at, 'second')} className={className}>
      {formatRelative(at, current > now ? current : now, locale)}
    </time>
  )
}
