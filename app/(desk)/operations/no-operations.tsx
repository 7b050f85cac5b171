import type { Route } from 'next'
import { useTranslations } from 'next-intl'
import { ButtonLink } from '@/components/ui/button'
import { Empty } from '@/components/ui/empty'

export function NoOperations({ isFiltered }: { isFiltered: boolean }) {
  const t = useTranslations('operations')
  if (isFiltered) {
    return (
      <Empty
        icon="filter"
        title={t('noMatch.title')}
        action={<ButtonLink href={'/operations' as Route}>{t('noMatch.clear')}</ButtonLink>}
      >
        {t('noMatch.description')}
      </Empty>
    )
  }
  return (
    <Empty
      icon="receipt"
      title={t('empty.title')}
      action={<ButtonLink href={'/grants/new' as Route}>{t('empty.action')}</ButtonLink>}
    >
      {t('empty.description')}
    </Empty>
  )
}
