import { useTranslations } from 'next-intl'
import type { Account } from '@/lib/connections/account'

type Advice = NonNullable<NonNullable<Account['lastError']>['advice']>

/** Our words for what an upstream said. */
export function useAdvice(kind: Account['kind']) {
  const wechat = useTranslations('wechat')
  const polyv = useTranslations('polyv')
  return ({ key, values }: Advice) =>
    kind === 'wechat' ? wechat(key as 'classes.user', values) : polyv(key as 'errors.refused', values)
}
