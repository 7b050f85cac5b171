import type { Route } from 'next'
import { useTranslations } from 'next-intl'
import { ButtonLink } from '@/components/ui/button'
import { Empty } from '@/components/ui/empty'
import type { LicenseeSearch } from './search-params'

type Props = { search: LicenseeSearch; clearHref: Route; mayWrite: boolean }

/** Nobody yet, nobody who fits, or nobody archived: three different things. */
export function NoLicensees({ search, clearHref, mayWrite }: Props) {
  const t = useTranslations('licensees.empty')
  const isFiltered = search.q !== '' || search.tag !== null || search.contract !== null || search.refused
  if (isFiltered) {
    return (
      <Empty icon="licensee" title={t('noMatch')} action={<ButtonLink href={clearHref}>{t('clear')}</ButtonLink>}>
        {t('noMatchHint')}
      </Empty>
    )
  }
  if (search.archived) return <Empty icon="licensee" title={t('noneArchived')} />
  return (
    <Empty
      icon="licensee"
      title={t('none')}
      action={
        mayWrite ? (
          <ButtonLink href={'/licensees/import' as Route} icon="paste">
            {t('import')}
          </ButtonLink>
        ) : null
      }
    >
      {t('noneHint')}
    </Empty>
  )
}
