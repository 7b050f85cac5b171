import type { Metadata, Route } from 'next'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { DocumentRule } from '@/components/shell/document-rule'
import { Trail } from '@/components/shell/trail'
import { describeEvent, plainSentence } from '@/lib/audit/describe'
import { getEvent } from '@/lib/audit/queries'
import { mayRead, requirePermission } from '@/lib/auth/session'
import { EventActions } from './event-actions'
import { EventContent } from './event-content'
import { loadEvent } from './load-event'

type EventProps = { params: Promise<{ eventId: string }> }

export async function generateMetadata({ params }: EventProps): Promise<Metadata> {
  const [event, locale, t] = await Promise.all([
    (await mayRead()) ? getEvent((await params).eventId) : null,
    getLocale(),
    getTranslations('audit'),
  ])
  return { title: event ? plainSentence(describeEvent(event, locale)) : t('event.title') }
}

export default async function EventPage({ params }: EventProps) {
  await requirePermission('desk.read')
  const loaded = await loadEvent((await params).eventId)
  if (!loaded) notFound()
  const t = await getTranslations('audit')
  return (
    <>
      <Trail
        steps={[
          { label: t('title'), href: '/audit' as Route },
          { label: loaded.event.id.slice(-12), mono: true },
        ]}
      />
      <div className="px-6 pb-12 max-tablet:px-4">
        <EventActions loaded={loaded} />
        <article className="sheet">
          <div className="-mx-px">
            <DocumentRule />
          </div>
          <EventContent loaded={loaded} />
        </article>
      </div>
    </>
  )
}
