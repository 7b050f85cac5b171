import type { Route } from 'next'
import { useTranslations } from 'next-intl'
import { PageBody, PageHead } from '@/components/shell/page-head'
import { ButtonLink } from '@/components/ui/button'
import { Empty } from '@/components/ui/empty'

/** A page that has no WeChat account to read from. */
export function NoConnection({ desk }: { desk: 'dramas' | 'grants' }) {
  const t = useTranslations(desk)
  return (
    <>
      <PageHead title={t('title')} />
      <PageBody>
        <Empty
          icon="plug"
          title={t('noConnection.title')}
          action={<ButtonLink href={'/settings/connections' as Route}>{t('noConnection.open')}</ButtonLink>}
        >
          {t('noConnection.text')}
        </Empty>
      </PageBody>
    </>
  )
}
