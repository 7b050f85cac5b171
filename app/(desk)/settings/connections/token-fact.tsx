import { useTranslations } from 'next-intl'
import { useTimeLeft } from '@/components/connection/use-time-left'
import { Mono } from '@/components/ui/mono'
import type { Account } from '@/lib/connections/account'
import { formatShortDateTime } from '@/lib/format'
import { Parts } from './fact'

export function TokenFact({ account: { kind, token }, now }: { account: Account; now: Date }) {
  const t = useTranslations('connections.token')
  const timeLeft = useTimeLeft()
  if (kind === 'polyv') return <span className="text-ink-3">{t('notUsed')}</span>
  if (!token) return <span className="text-ink-3">{t('none')}</span>
  const leftMs = token.expiresAt.getTime() - now.getTime()
  return (
    <Parts>
      <span>{leftMs > 0 ? t('left', { left: timeLeft(leftMs) }) : t('expired')}</span>
      <span className="text-ink-3">{t('obtained', { time: formatShortDateTime(token.obtainedAt) })}</span>
      <Mono quiet>{token.fingerprint}</Mono>
    </Parts>
  )
}
