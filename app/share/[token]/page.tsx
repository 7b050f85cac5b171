import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { DocumentRule } from '@/components/shell/document-rule'
import { readRequestFacts } from '@/lib/auth/request-facts'
import { formatDateTime } from '@/lib/format'
import { openShare } from '@/lib/sharing/open-share'
import { sharedEvent, sharedPlace, sharedReceipt } from '@/lib/sharing/shared-content'
import { SharedEvent } from './shared-event'
import { SharedProof } from './shared-proof'
import { SharedReceipt } from './shared-receipt'

type ShareProps = { params: Promise<{ token: string }> }

/** Says nothing of what is behind the link: titles end up in histories and previews. */
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('sharing'))('document') }
}

/** Opened by its link alone. Each look is an event. */
export default async function SharePage({ params }: ShareProps) {
  const { token } = await params
  const [t, door] = await Promise.all([
    getTranslations('sharing'),
    openShare(token, 'page', readRequestFacts(await headers())),
  ])
  if (door.state === 'closed') notFound()
  if (door.state === 'busy') return <Busy text={t('busy')} title={t('busyTitle')} />
  const { share } = door
  const [event, receipt, place] = await Promise.all([
    share.subject.type === 'event' ? sharedEvent(share, t('nobody')) : null,
    share.subject.type === 'operation' ? sharedReceipt(share, t('nobody')) : null,
    sharedPlace(share),
  ])
  if (!event && !receipt) notFound()
  return (
    <article className="sheet">
      <DocumentRule />
      <div className="px-10 pt-6 pb-8 max-tablet:px-4">
        <p className="mb-2 flex flex-wrap justify-between gap-x-6 text-12 text-ink-3">
          <span className="font-serif text-13 tracking-[.2em]">{t('document')}</span>
          <span>{t('until', { date: formatDateTime(share.expiresAt) })}</span>
        </p>
        {event ? <SharedEvent event={event} /> : null}
        {receipt ? <SharedReceipt receipt={receipt} /> : null}
        <SharedProof token={token} place={place} />
        <p className="mt-6 border-t border-line pt-2 text-12 text-ink-3">
          {t(share.showsNames ? 'redactedNames' : 'redacted')}
        </p>
      </div>
    </article>
  )
}

function Busy({ title, text }: { title: string; text: string }) {
  return (
    <article className="sheet">
      <DocumentRule />
      <div className="px-10 pt-6 pb-10 max-tablet:px-4">
        <h1 className="font-serif text-26 font-semibold">{title}</h1>
        <p className="mt-1 text-ink-2">{text}</p>
      </div>
    </article>
  )
}
