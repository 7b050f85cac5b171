'use client'
import clsx from 'clsx'
import { useTranslations } from 'next-intl'
import { SectionTitle } from '@/components/shell/section-title'
import { State } from '@/components/ui/state'
import { Cell, HeadCell, Table, TableHead } from '@/components/ui/table'
import type { VersionField } from '@/lib/channels/compare-versions-schema'
import type { NoticeDifference } from '@/lib/channels/versions-schema'
import { useVersionWords } from '../use-version-words'
import { NoticeWords } from './notice-words'

type Props = {
  fields: readonly VersionField[]
  /** By rank: where both versions have a notice and it differs. */
  notices: Readonly<Record<string, NoticeDifference | null>>
  showsAll: boolean
}

/** First in sentences, then value by value. */
export function Comparison({ fields, notices, showsAll }: Props) {
  const t = useTranslations('versions.compare')
  const words = useVersionWords()
  const changed = fields.filter((field) => field.isChanged)
  const shown = showsAll ? fields : changed
  return (
    <>
      {changed.length === 0 ? (
        <State name="skipped">{t('same')}</State>
      ) : (
        <ul className="grid max-w-[80ch] gap-0.5" aria-label={t('sentences')}>
          {changed.map((field) => (
            <li key={keyOf(field)} className="[overflow-wrap:anywhere]">
              {words.sentence(field)}
            </li>
          ))}
        </ul>
      )}
      {shown.length > 0 ? (
        <section>
          <SectionTitle figure={shown.length}>{t('values')}</SectionTitle>
          <Table label={t('values')} row="l" className="stack max-w-4xl" fixedLayout>
            <TableHead>
              <HeadCell className="w-[14em]">{t('field')}</HeadCell>
              <HeadCell>{t('before')}</HeadCell>
              <HeadCell>{t('after')}</HeadCell>
            </TableHead>
            <tbody>
              {shown.map((field) => (
                <Row key={keyOf(field)} field={field} notice={notices[String(field.rank)] ?? null} />
              ))}
            </tbody>
          </Table>
        </section>
      ) : null}
    </>
  )
}

const keyOf = ({ rank, path }: VersionField): string => `${rank}.${path}`

function Row({ field, notice }: { field: VersionField; notice: NoticeDifference | null }) {
  const t = useTranslations('versions.compare')
  const words = useVersionWords()
  const place = (
    <Cell wrap className="align-top text-ink-2">
      {words.place(field)}
    </Cell>
  )
  if (field.secret)
    return (
      <tr>
        {place}
        <Cell colSpan={2} className="align-top">
          <span className={field.isChanged ? 'font-medium' : 'text-ink-3'}>{t(`secretState.${field.secret}`)}</span>
        </Cell>
      </tr>
    )
  if (field.path === 'privacy.content' && notice)
    return (
      <tr>
        {place}
        <Cell wrap colSpan={2} className="align-top">
          <NoticeWords notice={notice} />
        </Cell>
      </tr>
    )
  return (
    <tr>
      {place}
      <Cell wrap className="align-top">
        <Value isChanged={field.isChanged} tone="removed" text={words.value(field.before)} />
      </Cell>
      <Cell wrap className="align-top">
        <Value isChanged={field.isChanged} tone="added" text={words.value(field.after)} />
      </Cell>
    </tr>
  )
}

function Value({ isChanged, tone, text }: { isChanged: boolean; tone: 'added' | 'removed'; text: string }) {
  const className = 'whitespace-pre-line no-underline [overflow-wrap:anywhere]'
  if (!isChanged) return <span className={clsx(className, 'text-ink-3')}>{text}</span>
  const Mark = tone === 'added' ? 'ins' : 'del'
  return (
    <Mark className={clsx(className, tone === 'added' ? 'font-medium text-malachite' : 'text-cinnabar')}>
      <span className="mr-1 font-mono text-12">{tone === 'added' ? '+' : '−'}</span>
      {text}
    </Mark>
  )
}
