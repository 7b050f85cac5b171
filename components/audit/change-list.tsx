import { useTranslations } from 'next-intl'
import { Cell, HeadCell, Table, TableHead } from '@/components/ui/table'
import type { ChangeRow } from '@/lib/audit/event-view-schema'
import { LongText, MOST_IN_LINE } from './long-text'

/** Former and new value side by side, told apart by sign and word as well as by colour. */
export function ChangeList({ rows, isNarrow }: { rows: readonly ChangeRow[]; isNarrow?: boolean }) {
  const t = useTranslations('ui.changes')
  if (rows.length === 0) return <p className="py-2 text-ink-3">{t('none')}</p>
  return (
    <Table label={t('title')} row="m" className={isNarrow ? '' : 'stack'} fixedLayout={isNarrow ?? false}>
      <TableHead stick={false}>
        <HeadCell>{t('field')}</HeadCell>
        <HeadCell>{t('before')}</HeadCell>
        <HeadCell>{t('after')}</HeadCell>
      </TableHead>
      <tbody>
        {rows.map(({ label, before, after, isChanged }) => (
          <tr key={label}>
            <Cell wrap className="min-w-20 text-ink-2">
              {label}
            </Cell>
            <Cell wrap className={`break-words ${isChanged ? 'text-cinnabar' : ''}`}>
              {isChanged ? <Sign>−</Sign> : null}
              <LongText text={before} isOpen={isChanged && startsAlike(before, after)} />
            </Cell>
            <Cell wrap className={`break-words ${isChanged ? 'text-malachite' : ''}`}>
              {isChanged ? <Sign>+</Sign> : null}
              <LongText text={after} isOpen={isChanged && startsAlike(before, after)} />
            </Cell>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

/** What differs lies beyond what would be shown of either. */
const startsAlike = (before: string, after: string): boolean =>
  before.slice(0, MOST_IN_LINE) === after.slice(0, MOST_IN_LINE)

const Sign = ({ children }: { children: string }) => (
  <span className="mono mr-1.5" aria-hidden="true">
    {children}
  </span>
)
