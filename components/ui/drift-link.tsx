import type { Route } from 'next'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { State } from './state'

/** How many things the upstream holds otherwise than we know, leading to them; nothing when there are none. */
export function DriftLink({ count, href }: { count: number; href: Route }) {
  const t = useTranslations('ui')
  if (count === 0) return null
  return (
    <Link href={href} prefetch={false} className="hover:underline">
      <State name="drift">{t('driftCount', { count })}</State>
    </Link>
  )
}
