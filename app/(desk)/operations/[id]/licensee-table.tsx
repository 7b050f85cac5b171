import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Mono } from '@/components/ui/mono'
import { State } from '@/components/ui/state'
import { Cell, HeadCell, Table, TableHead } from '@/components/ui/table'
import { formatCount, shortenAppid } from '@/lib/format'
import type { LicenseeGroup } from '@/lib/operations/licensee-groups'
import { itemGroups } from '@/lib/operations/schema'
import { groupStates } from './group-states'
import { receiptHref } from './search-params'

/** The receipt licensee by licensee, those with trouble first; each opens its items. */
export function LicenseeTable({ number, licensees }: { number: number; licensees: readonly LicenseeGroup[] }) {
  const t = useTranslations('receipt.items')
  const tItems = useTranslations('operations.items')
  const shown = itemGroups.filter((group) => licensees.some(({ counts }) => (counts[group] ?? 0) > 0))
  return (
    <Table label={t('by.licensee')} row="m" className="stack mt-1">
      <TableHead stick={false}>
        <HeadCell>{tItems('licensee')}</HeadCell>
        {shown.map((group) => (
          <HeadCell key={group} numeric>
            {tItems(`group.${group}`)}
          </HeadCell>
        ))}
        <HeadCell numeric>{t('total')}</HeadCell>
      </TableHead>
      <tbody>
        {licensees.map(({ appid, name, total, counts }) => (
          <tr key={appid}>
            <Cell wrap title={appid}>
              <Link href={receiptHref(number, { licensee: appid })} className="link" scroll={false}>
                {name}
              </Link>{' '}
              <Mono quiet className="whitespace-nowrap">
                {shortenAppid(appid)}
              </Mono>
            </Cell>
            {shown.map((group) => (
              <Cell key={group} numeric>
                {counts[group] ? (
                  <Link href={receiptHref(number, { licensee: appid, show: group })} scroll={false}>
                    <State name={groupStates[group]}>{formatCount(counts[group])}</State>
                    <span className="sr-only">{tItems(`group.${group}`)}</span>
                  </Link>
                ) : (
                  <span className="text-ink-3">0</span>
                )}
              </Cell>
            ))}
            <Cell numeric>{formatCount(total)}</Cell>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
