import type { Route } from 'next'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Notice } from '@/components/ui/notice'
import { formatCount } from '@/lib/format'
import type { ChildOperation } from '@/lib/operations/family'
import { toldGroups, verdictKey } from '@/lib/operations/words-schema'

/** What later receipts made of this one's failures, and what still remains. */
export function Children({ operations, remaining }: { operations: readonly ChildOperation[]; remaining: number }) {
  const t = useTranslations('receipt.children')
  const tOperations = useTranslations('operations')
  if (operations.length === 0) return null
  const told = (child: ChildOperation) =>
    toldGroups
      .filter((group) => (child.counts[group] ?? 0) > 0)
      .map((group) => tOperations(`count.${group}`, { count: formatCount(child.counts[group] ?? 0) }))
      .join(tOperations('separator'))
  return (
    <Notice
      className="mt-3"
      tone={remaining > 0 ? 'attention' : 'note'}
      title={remaining > 0 ? t('remaining', { count: formatCount(remaining) }) : t('nothingLeft')}
    >
      <ul>
        {operations.map((child) => (
          <li key={child.id}>
            <Link href={`/operations/R-${child.number}` as Route} prefetch={false} className="link">
              {tOperations('reference', { number: String(child.number) })}
            </Link>{' '}
            {tOperations(`verdict.${verdictKey(child)}`)} · {told(child)}
          </li>
        ))}
      </ul>
    </Notice>
  )
}
