import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Icon } from '@/components/ui/icon'
import { listHref } from './list-href'
import { QueryInput } from './query-input'
import type { TermChip } from './term-chips'

type QueryBoxProps = { written: string; viewId: string | undefined; chips: readonly TermChip[] }

/** A plain form around the query: the address says everything, and it works before any script has loaded. */
export function QueryBox({ written, viewId, chips }: QueryBoxProps) {
  const t = useTranslations('explorer.box')
  return (
    <search>
      <QueryInput written={written} viewId={viewId}>
        {chips.map((chip) => (
          <Link
            key={chip.key}
            href={listHref(chip.rest, viewId)}
            scroll={false}
            prefetch={false}
            className={`chip ${chip.isExcluded ? 'not' : ''}`}
            title={t('remove')}
          >
            <span className="sr-only">{t('remove')} </span>
            <i>{chip.isExcluded ? t('without', { name: chip.label }) : chip.label}</i>{' '}
            <bdi className="clip max-w-56">{chip.value}</bdi>
            <Icon name="close" small />
          </Link>
        ))}
        {chips.length > 1 ? (
          <Link href={listHref('', undefined)} className="link px-1 text-12" prefetch={false}>
            {t('clear')}
          </Link>
        ) : null}
      </QueryInput>
    </search>
  )
}
