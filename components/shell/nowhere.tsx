'use client'
import type { Route } from 'next'
import { useTranslations } from 'next-intl'
import { ButtonLink } from '@/components/ui/button'
import { Empty } from '@/components/ui/empty'

/** An address that leads to no page. */
export function Nowhere() {
  const t = useTranslations('shell.notFound')
  return (
    <Empty
      isPage
      title={t('title')}
      action={
        <>
          <ButtonLink href="/">{t('back')}</ButtonLink>
          <ButtonLink href={'/audit' as Route} variant="ghost" icon="search">
            {t('search')}
          </ButtonLink>
        </>
      }
    >
      {t('description')}
    </Empty>
  )
}
