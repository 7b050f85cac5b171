import { useTranslations } from 'next-intl'
import { ButtonLink } from '@/components/ui/button'
import { Empty } from '@/components/ui/empty'

export default function NotFound() {
  const t = useTranslations('shell.notFound')
  return (
    <Empty isPage title={t('title')} action={<ButtonLink href="/">{t('back')}</ButtonLink>}>
      {t('description')}
    </Empty>
  )
}
