import { useTranslations } from 'next-intl'
import { type ActiveFilter, FilterBar } from '@/components/data-table/filter-bar'
import { type ReceiptView, receiptHref } from './search-params'

type ItemFiltersProps = { number: number; view: ReceiptView; causeText: string | null; licenseeName: string }

/** What the items are narrowed by, besides their outcome; each takes itself away. */
export function ItemFilters({ number, view, causeText, licenseeName }: ItemFiltersProps) {
  const t = useTranslations('receipt.items')
  const without = (change: Partial<ReceiptView>) => receiptHref(number, { ...view, after: -1, ...change })
  const active: ActiveFilter[] = []
  if (view.cause)
    active.push({ key: 'cause', label: t('cause'), value: causeText ?? view.cause, removeHref: without({ cause: '' }) })
  if (view.licensee)
    active.push({ key: 'licensee', label: t('licensee'), value: licenseeName, removeHref: without({ licensee: '' }) })
  if (view.text) active.push({ key: 'text', label: t('text'), value: view.text, removeHref: without({ text: '' }) })
  if (active.length === 0) return null
  return (
    <div className="no-print py-2">
      <FilterBar filters={active} clearHref={receiptHref(number, view.show ? { show: view.show } : {})} />
    </div>
  )
}
