import { useTranslations } from 'next-intl'

/** The words for each field, for the summary of what to mend. */
export function useFieldLabels() {
  const t = useTranslations('connections')
  return (kind: 'wechat' | 'polyv'): Record<string, string> => ({
    kind: t('form.kind'),
    name: t('form.name'),
    endpoint: t('facts.endpoint'),
    accountId: t(`facts.accountId.${kind}`),
    userId: t('facts.userId'),
    secret: t('facts.secret'),
    callsPerSecond: t('form.rateLabel'),
    chunkSize: t('form.chunkLabel'),
  })
}
