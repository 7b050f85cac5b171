import { useTranslations } from 'next-intl'
import { ClientMessages } from '@/components/shell/client-messages'
import { SectionTitle } from '@/components/shell/section-title'
import { Chip } from '@/components/ui/chip'
import { formatCount, formatDateTime, visibleText } from '@/lib/format'
import type { NoteSubject, NoteView } from '@/lib/notes/schema'
import { NoteForm } from './note-form'

/** What people noted on an event or a receipt, in the order they did. Only ever added to. */
export function NoteSection({ subject, notes }: { subject: NoteSubject; notes: readonly NoteView[] }) {
  const t = useTranslations('eventPage.notes')
  return (
    <section className="mt-5" aria-label={t('title')} id="notes">
      <SectionTitle {...(notes.length > 0 ? { figure: formatCount(notes.length) } : {})} note={t('onlyAdded')}>
        {t('title')}
      </SectionTitle>
      {notes.length > 0 ? (
        <ol>
          {notes.map((note) => (
            <Note key={note.id} note={note} />
          ))}
        </ol>
      ) : null}
      <ClientMessages namespaces={['eventPage', 'errors']}>
        <NoteForm subject={subject} />
      </ClientMessages>
    </section>
  )
}

/** Whatever the text holds, it is text, and its direction stays its own. */
function Note({ note }: { note: NoteView }) {
  const t = useTranslations('eventPage')
  return (
    <li className="border-b border-line-soft py-2">
      <p className="flex flex-wrap items-baseline gap-x-3">
        <b className="font-medium">
          <bdi>{visibleText(note.author)}</bdi>
        </b>
        <a href={`/audit/${note.id}`} className="mono text-12 text-ink-3">
          <time dateTime={note.at}>{formatDateTime(note.at)}</time>
        </a>
        {note.ticket ? (
          <bdi className="text-12 text-ink-3">{visibleText(t('ticketShown', { ticket: note.ticket }))}</bdi>
        ) : null}
        {note.labels.map((label) => (
          <Chip key={label}>
            <bdi>{visibleText(label)}</bdi>
          </Chip>
        ))}
      </p>
      <p className="break-words whitespace-pre-wrap">
        <bdi>{visibleText(note.text)}</bdi>
      </p>
    </li>
  )
}
