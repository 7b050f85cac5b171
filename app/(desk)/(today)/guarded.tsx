import { unstable_rethrow } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { SectionTitle } from '@/components/shell/section-title'
import { Notice } from '@/components/ui/notice'
import { formatClock } from '@/lib/format'
import { log } from '@/lib/log'

/** A card on its own: what it cannot read, it says, and the rest of the page stands. */
export async function Guarded({ title, card }: { title: string; card: () => Promise<ReactNode> }) {
  try {
    return await card()
  } catch (error) {
    unstable_rethrow(error)
    log.error({ error, card: title }, 'a card of today could not be read')
    const t = await getTranslations('today.unread')
    return (
      <section aria-label={title}>
        <SectionTitle>{title}</SectionTitle>
        <Notice
          tone="danger"
          className="my-2"
          title={t('title', { time: formatClock(new Date()) })}
          action={
            <a href="/" className="link">
              {t('again')}
            </a>
          }
        >
          {t('text')}
        </Notice>
      </section>
    )
  }
}
