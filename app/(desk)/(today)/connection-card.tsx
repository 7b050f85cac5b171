import type { Route } from 'next'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { AccountLine } from '@/components/connection/account-line'
import { SectionTitle } from '@/components/shell/section-title'
import { readConnectionHealth } from '@/lib/connections/health'
import { NothingHere } from './nothing-here'

/** Whether both upstreams can be worked with now. */
export async function ConnectionCard({ now }: { now: Date }) {
  const t = await getTranslations('today.connections')
  const connections = await readConnectionHealth()
  return (
    <section aria-label={t('title')}>
      <SectionTitle
        actions={
          <Link href={'/settings/connections' as Route} className="link">
            {t('all')}
          </Link>
        }
      >
        {t('title')}
      </SectionTitle>
      {connections.length === 0 ? (
        <NothingHere title={t('empty')} />
      ) : (
        <ul>
          {connections.map(({ tokenExpiresAt, ...connection }) => (
            <AccountLine
              key={connection.id}
              account={{
                ...connection,
                tokenLeftMs: tokenExpiresAt ? tokenExpiresAt.getTime() - now.getTime() : null,
              }}
            />
          ))}
        </ul>
      )}
    </section>
  )
}
