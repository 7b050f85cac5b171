import type { Route } from 'next'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { SearchForm } from '@/components/data-table/search-form'
import { Mono } from '@/components/ui/mono'
import { appidPattern, type LicenseeView } from '@/lib/licensees/schema'

/** One licensee at a time: found by name, or typed as an AppID. */
export function LicenseeChoice({
  q,
  connectionId,
  licensees,
  hrefOf,
}: {
  q: string
  connectionId: string
  licensees: readonly LicenseeView[]
  hrefOf: (appid: string) => Route
}) {
  const t = useTranslations('rights.accountGrant')
  const tGrants = useTranslations('grants')
  const isTyped = appidPattern.test(q) && !licensees.some((licensee) => licensee.appid === q)
  return (
    <section aria-label={t('who')}>
      <h2 className="mb-2 font-serif text-16 font-semibold">{t('who')}</h2>
      <SearchForm
        action="/grants/accounts/new"
        q={q}
        kept={{ connection: connectionId }}
        label={t('searchLabel')}
        placeholder={t('search')}
        submit={tGrants('list.searchButton')}
        className="mb-3 max-w-[440px]"
      />
      {isTyped ? (
        <p className="py-2">
          <Link className="link" href={hrefOf(q)} prefetch={false}>
            {t('typed', { appid: q })}
          </Link>
        </p>
      ) : null}
      {licensees.length === 0 && !isTyped ? <p className="py-2 text-ink-3">{t('none')}</p> : null}
      <ul className="grid gap-x-8 desk:grid-cols-2">
        {licensees.map((licensee) => (
          <li key={licensee.appid} className="border-b border-line-soft py-1.5">
            <Link href={hrefOf(licensee.appid)} className="link" prefetch={false}>
              {licensee.name}
            </Link>{' '}
            <Mono quiet>{licensee.appid}</Mono>
            {licensee.lastRefusalCode ? (
              <span className="block text-12 text-orpiment">{tGrants('licensee.refused')}</span>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  )
}
