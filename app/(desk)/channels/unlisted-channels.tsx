import { getTranslations } from 'next-intl/server'
import { DataTable } from '@/components/data-table/data-table'
import { SectionTitle } from '@/components/shell/section-title'
import { findUnlisted } from '@/lib/channels/list-channels'
import { channelColumns } from './channel-columns'
import { channelHref, type ListView } from './search-params'

/** What the upstream finds by name and the list has not got yet. Streams in, so a slow upstream delays nothing. */
export async function UnlistedChannels({ connectionId, view }: { connectionId: string; view: ListView }) {
  const channels = await findUnlisted(connectionId, view.q)
  if (channels.length === 0) return null
  const t = await getTranslations('channels.list')
  return (
    <section className="mt-6">
      <SectionTitle note={t('unlistedText')}>{t('unlistedTitle')}</SectionTitle>
      <DataTable
        label={t('unlistedTitle')}
        columns={await channelColumns()}
        rows={channels}
        rowKey={(row) => row.channelId}
        rowHref={(row) => channelHref(row.channelId, view)}
        row="l"
        empty={null}
      />
    </section>
  )
}
