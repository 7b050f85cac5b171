import type { Route } from 'next'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Icon } from '@/components/ui/icon'

/** Work under way; it leads to the receipts. Nothing running, nothing shown. */
export function RunningPill({ count, href }: { count: number; href: Route }) {
  const t = useTranslations('shell')
  if (count === 0) return null
  return (
    <Link href={href} prefetch={false} className="pill hover:border-line-strong">
      <Icon name="retry" small />
      {t('running', { count })}
    </Link>
  )
}
