import { getTranslations } from 'next-intl/server'
import { SectionTitle } from '@/components/shell/section-title'
import { findUnlisted } from '@/lib/channels/list-channels'
import type { ListView } from './search-params'
import { UnlistedTable } from './unlisted-table'

/** What the upstream finds by name and the list has not got yet. Streams in, so a slow upstream delays nothing. */
export async function UnlistedChannels({ connectionId, view }: { connectionId: string; view: ListView }) {
  const channels = await findUnlisted(connectionId, view.q)
  if (channels.length === 0) return null
  const t = await getTranslations('channels.list')
  return (
    <section className="mt-6">
      <SectionTitle note={t('unlistedText')}>{t('unlistedTitle')}</SectionTitle>
      <UnlistedTable label={t('unlistedTitle')} rows={channels} view={{ connection: view.connection }} />
    </section>
  )
}
