import type { Route } from 'next'
import { useTranslations } from 'next-intl'
import { RenewButton } from '@/app/(desk)/grants/renew-button'
import { writeSelectionSearch } from '@/app/(desk)/grants/search-params'
import { ButtonLink } from '@/components/ui/button'
import type { LicenseeRights } from '@/lib/licensees/rights'

/** Renew or revoke every single-drama grant it holds from one account; both are looked over before anything is sent. */
export function RightsActions({ appid, rights }: { appid: string; rights: LicenseeRights }) {
  const t = useTranslations('licensees.held')
  const accounts = new Map(rights.grants.map(({ connectionId, connectionName }) => [connectionId, connectionName]))
  return [...accounts].map(([connectionId, name]) => (
    <div key={connectionId} className="flex flex-wrap items-center gap-2 py-3">
      <span className="mr-auto text-12 text-ink-3">{t('act', { name })}</span>
      <RenewButton size="sm" connectionId={connectionId} selection={{ kind: 'filter', filter: { q: '', appid } }} />
      <ButtonLink
        size="sm"
        variant="danger"
        prefetch={false}
        href={writeSelectionSearch('/grants/revoke', { connection: connectionId, appid, all: '1' }) as Route}
      >
        {t('revoke')}
      </ButtonLink>
    </div>
  ))
}
