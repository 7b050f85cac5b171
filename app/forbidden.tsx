'use client'
import { useTranslations } from 'next-intl'
import { ButtonLink } from '@/components/ui/button'
import { Empty } from '@/components/ui/empty'

export default function Forbidden() {
  const t = useTranslations('shell.forbidden')
  return (
    <Empty isPage icon="lock" title={t('title')} action={<ButtonLink href="/">{t('back')}</ButtonLink>}>
      {t('description')}
    </Empty>
  )
}
