import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Cell, HeadCell, Table, TableHead } from '@/components/ui/table'
import { listFields } from '@/lib/audit/changes-schema'
import type { Json } from '@/lib/audit/schema'
import { pathText, valueText } from './value-text'

type ChangeListProps = { before: Json; after: Json; showsAll: boolean; children?: ReactNode }

/** Former and new value side by side, told apart by sign and word as well as by colour. */
export function ChangeList({ before, after, showsAll }: ChangeListProps) {
  const t = useTranslations('audit')
  const fields = listFields(before, after).filter((field) => showsAll || field.isChanged)
  if (fields.length === 0) return <p className="py-2 text-ink-3">{t('event.noChanges')}</p>
  return (
    <Table label={t('event.changes')} row="m" className="stack">
      <TableHead stick={false}>
        <HeadCell>{t('event.field')}</HeadCell>
        <HeadCell>{t('event.before')}</HeadCell>
        <HeadCell>{t('event.after')}</HeadCell>
      </TableHead>
      <tbody>
        {fields.map(({ path, before: was, after: is, isChanged }) => (
          <tr key={path}>
            <Cell wrap className="text-ink-2">
              {pathText(path, t)}
            </Cell>
            <Cell wrap className={`break-words ${isChanged ? 'text-cinnabar' : ''}`}>
              {isChanged ? <Sign>−</Sign> : null}
              {valueText(path, was, t)}
            </Cell>
            <Cell wrap className={`break-words ${isChanged ? 'text-malachite' : ''}`}>
              {isChanged ? <Sign>+</Sign> : null}
              {valueText(path, is, t)}
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
