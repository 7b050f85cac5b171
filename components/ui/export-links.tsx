import { useTranslations } from 'next-intl'
import { DownloadLink } from './download-link'

/** Both formats of a list as it is filtered. */
export function ExportLinks({ href, quiet }: { href: string; quiet?: boolean }) {
  const t = useTranslations('ui.export')
  const address = (format: string) => `${href}${href.includes('?') ? '&' : '?'}format=${format}`
  return (
    <>
      <DownloadLink href={href} quiet={quiet}>
        {t('csv')}
      </DownloadLink>
      <DownloadLink href={address('xlsx')} quiet={quiet}>
        {t('xlsx')}
      </DownloadLink>
    </>
  )
}
