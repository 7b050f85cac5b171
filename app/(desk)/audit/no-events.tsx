import { getTranslations } from 'next-intl/server'
import { ButtonLink } from '@/components/ui/button'
import { Empty } from '@/components/ui/empty'
import { findCulprits } from '@/lib/audit/culprits'
import type { Term } from '@/lib/audit/query-terms'
import { auditHref } from './search-params'
import type { TermChip } from './term-chips'

type NoEventsProps = { terms: readonly Term[]; chips: readonly TermChip[] }

/** Nothing fits: says which condition keeps everything out, and takes it away. */
export async function NoEvents({ terms, chips }: NoEventsProps) {
  const t = await getTranslations('audit')
  if (terms.length === 0) {
    return (
      <Empty icon="audit" title={t('empty.title')}>
        {t('empty.description')}
      </Empty>
    )
  }
  const culprits = await findCulprits(terms)
  return (
    <Empty
      icon="filter"
      title={t('noMatch.title')}
      action={
        <>
          {culprits.map((index) => {
            const chip = chips[index]
            return chip ? (
              <ButtonLink key={chip.key} href={auditHref(chip.rest)}>
                {t('noMatch.drop', { name: `${chip.label} ${chip.value}` })}
              </ButtonLink>
            ) : null
          })}
          <ButtonLink href={auditHref('')}>{t('noMatch.clear')}</ButtonLink>
        </>
      }
    >
      {culprits.length > 0 ? t('noMatch.culprits') : t('noMatch.together')}
    </Empty>
  )
}
