import type { Route } from 'next'
import { useTranslations } from 'next-intl'
import { PageBody, PageHead } from '@/components/shell/page-head'
import { ButtonLink } from '@/components/ui/button'
import { Empty } from '@/components/ui/empty'

/** A page that has no WeChat account to read from. */
export function NoConnection({ of }: { of: 'dramas' | 'grants' | 'expiring' | 'drift' | 'diagnose' }) {
  const t = useTranslations('grants.noConnection')
  const tPage = useTranslations(of)
  return (
    <>
      <PageHead title={tPage('title')} />
      <PageBody>
        <Empty
          icon="plug"
          title={t('title')}
          action={<ButtonLink href={'/settings/connections' as Route}>{t('open')}</ButtonLink>}
        >
          {t('text')}
        </Empty>
      </PageBody>
    </>
  )
}
