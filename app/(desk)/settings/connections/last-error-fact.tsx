import { useTranslations } from 'next-intl'
import { Mono } from '@/components/ui/mono'
import type { Account } from '@/lib/connections/account'
import { Since } from './fact'
import { useAdvice } from './use-advice'

export function LastErrorFact({ account, now }: { account: Account; now: Date }) {
  const t = useTranslations('connections')
  const advise = useAdvice(account.kind)
  const { lastError } = account
  if (!lastError) return t('never')
  const message = lastError.message ?? ''
  const isAnswer = lastError.code !== null && !lastError.code.startsWith('HTTP ')
  const words = lastError.advice
    ? advise(lastError.advice)
    : isAnswer
      ? t('busy')
      : t('networkError', { message: message || (lastError.code ?? '') })
  return (
    <>
      <Since at={lastError.at} now={now} />{' '}
      {lastError.code ? <Mono className="text-ink-2">{lastError.code}</Mono> : null}
      <p className="text-ink-2">{words}</p>
      {isAnswer && message ? <p className="text-12 text-ink-3">{message}</p> : null}
    </>
  )
}
