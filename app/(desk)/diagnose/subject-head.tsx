import type { Route } from 'next'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Icon } from '@/components/ui/icon'
import { Mono } from '@/components/ui/mono'

type SubjectHeadProps = {
  appid: string
  licensee: string | null
  dramaId: string
  drama: string | null
  connectionId: string
}

/** Who cannot play what. */
export function SubjectHead({ appid, licensee, dramaId, drama, connectionId }: SubjectHeadProps) {
  const t = useTranslations('diagnose')
  return (
    <div className="grid max-w-[560px] grid-cols-[1fr_20px_1fr] items-center gap-x-3">
      <div className="min-w-0">
        <p className="text-12 text-ink-3">{t('form.licensee')}</p>
        <p className="font-serif text-16 font-semibold break-words">
          <Link href={`/licensees/${appid}` as Route} className="text-ink" prefetch={false}>
            {licensee ?? t('unlisted')}
          </Link>
        </p>
        <Mono quiet className="text-12 break-all">
          {appid}
        </Mono>
      </div>
      <Icon name="chevron-right" className="text-ink-3" />
      <div className="min-w-0">
        <p className="text-12 text-ink-3">{t('form.drama')}</p>
        <p className="font-serif text-16 font-semibold break-words">
          <Link href={`/dramas/${dramaId}?connection=${connectionId}` as Route} className="text-ink" prefetch={false}>
            {drama ?? t('unnamed')}
          </Link>
        </p>
        <Mono quiet className="text-12 break-all">
          {dramaId}
        </Mono>
      </div>
    </div>
  )
}
