import { useTranslations } from 'next-intl'
import { Cell, HeadCell, Table, TableHead } from '@/components/ui/table'
import type { ChangeRow } from '@/lib/audit/event-view-schema'

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
            <Cell wrap className="text-ink-2">
              {label}
            </Cell>
            <Cell wrap className={`break-words ${isChanged ? 'text-cinnabar' : ''}`}>
              {isChanged ? <Sign>−</Sign> : null}
              {before}
            </Cell>
            <Cell wrap className={`break-words ${isChanged ? 'text-malachite' : ''}`}>
              {isChanged ? <Sign>+</Sign> : null}
              {after}
            </Cell>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

const Sign = ({ children }: { children: string }) => (
  <span className="mono mr-1.5" aria-hidden="true">
    {children}
  </span>
)
