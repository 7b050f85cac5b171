import type { Route } from 'next'
import { useTranslations } from 'next-intl'
import { Tabs } from '@/components/ui/tabs'
import { formatCount } from '@/lib/format'

/** Grants of single dramas and grants of the whole account are told apart everywhere. */
export function GrantsTabs({
  connectionId,
  counts,
  current,
}: {
  connectionId: string
  current: 'dramas' | 'accounts'
  counts: { grants: number; accountGrants: number }
}) {
  const t = useTranslations('rights.tabs')
  return (
    <Tabs
      label={t('label')}
      tabs={[
        {
          href: `/grants?connection=${connectionId}` as Route,
          label: t('dramas'),
          count: formatCount(counts.grants),
          current: current === 'dramas',
        },
        {
          href: `/grants/accounts?connection=${connectionId}` as Route,
          label: t('accounts'),
          count: formatCount(counts.accountGrants),
          current: current === 'accounts',
        },
      ]}
    />
  )
}
