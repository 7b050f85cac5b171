import { useTranslations } from 'next-intl'

const MINUTE_MS = 60_000

/** `41 分`, `1 小时 52 分`: whole minutes, rounded down, so that nothing is promised that may not be there. */
export function useTimeLeft() {
  const t = useTranslations('connections.left')
  return (leftMs: number) => {
    const minutes = Math.floor(leftMs / MINUTE_MS)
    if (minutes < 1) return t('under')
    return minutes < 60
      ? t('minutes', { minutes })
      : t('hours', { hours: Math.floor(minutes / 60), minutes: minutes % 60 })
  }
}
