import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { FilterLink } from '@/components/data-table/filter-link'
import { Button } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { Input } from '@/components/ui/input'
import { Pagination } from '@/components/ui/pagination'
import { State } from '@/components/ui/state'
import { Tabs } from '@/components/ui/tabs'
import type { SentChange } from '@/lib/channels/sent-changes'
import { formatCount } from '@/lib/format'
import type { LicenseeGroup } from '@/lib/operations/licensee-groups'
import { type ItemCounts, type ItemGroup, type ItemView, itemGroups } from '@/lib/operations/schema'
import { groupStates } from './group-states'
import { ItemFilters } from './item-filters'
import { ItemTable } from './item-table'
import { LicenseeTable } from './licensee-table'
import { arrangements, isNarrowed, type ReceiptView, receiptHref } from './search-params'

export type ItemBlock = {
  group: ItemGroup | null
  items: ItemView[]
  next: number | null
  changes?: ReadonlyMap<string, SentChange>
}

type ItemSectionProps = {
  action: string
  licensees: readonly LicenseeGroup[] | null
  /** The chosen cause in words, when one is chosen. */
  causeText: string | null
  number: number
  view: ReceiptView
  counts: ItemCounts
  total: number
  blocks: readonly ItemBlock[]
}

/** Every item under its outcome, failures first; groups fold, and long ones open on a page of their own. */
export function ItemSection({ number, view, counts, total, blocks, action, licensees, causeText }: ItemSectionProps) {
  const t = useTranslations('operations.items')
  const tReceipt = useTranslations('receipt.items')
  const isGrant = action.startsWith('drama.')
  const groups = itemGroups.filter((group) => counts[group] > 0)
  const tabs = [
    {
      href: receiptHref(number, { ...view, show: null, cause: '', after: -1 }),
      label: t('all'),
      count: formatCount(total),
      current: view.show === null && view.cause === '',
    },
    ...groups.map((group) => ({
      href: receiptHref(number, { ...view, show: group, cause: '', by: 'result', after: -1 }),
      label: t(`group.${group}`),
      count: formatCount(counts[group]),
      current: view.show === group,
    })),
  ]
  return (
    <section className="-mx-7 mt-1.5 border-t border-line px-7 pt-2 max-tablet:-mx-4 max-tablet:px-4">
      <h2 className="sr-only">{t('title')}</h2>
      <div className="flex flex-wrap items-center gap-2">
        <Tabs tabs={tabs} label={t('title')} />
        {isGrant ? (
          <nav className="no-print ml-3 flex gap-1.5 max-tablet:ml-0" aria-label={tReceipt('arrange')}>
            {arrangements.map((by) => (
              <FilterLink
                key={by}
                href={receiptHref(number, by === 'licensee' ? { by } : {})}
                chosen={view.by === by && (by === 'licensee' || !isNarrowed(view))}
              >
                {tReceipt(`by.${by}`)}
              </FilterLink>
            ))}
          </nav>
        ) : null}
        <Finder number={number} view={view} />
      </div>
      <ItemFilters number={number} view={view} causeText={causeText} licenseeName={nameOf(view.licensee, blocks)} />
      {licensees ? (
        <LicenseeTable number={number} licensees={licensees} />
      ) : (
        <Blocks number={number} view={view} counts={counts} blocks={blocks} />
      )}
    </section>
  )
}

const nameOf = (appid: string, blocks: readonly ItemBlock[]): string =>
  blocks.flatMap((block) => block.items).find((item) => item.shown.appid === appid)?.shown.licenseeName ?? appid

type BlocksProps = Pick<ItemSectionProps, 'number' | 'view' | 'counts' | 'blocks'>

function Blocks({ number, view, counts, blocks }: BlocksProps) {
  const t = useTranslations('operations.items')
  const isEmpty = blocks.every((block) => block.items.length === 0)
  return (
    <>
      {isEmpty ? <p className="py-6 text-ink-3">{t('none')}</p> : null}
      {blocks.map((block, index) => (
        <Group
          key={block.group ?? 'found'}
          block={block}
          isFirst={index === 0}
          number={number}
          view={view}
          counts={counts}
        />
      ))}
    </>
  )
}

function Finder({ number, view }: { number: number; view: ReceiptView }) {
  const t = useTranslations('operations.items')
  return (
    <form action={receiptHref(number)} className="no-print ml-auto flex min-w-0 gap-1">
      {view.show ? <input type="hidden" name="show" value={view.show} /> : null}
      {view.cause ? <input type="hidden" name="cause" value={view.cause} /> : null}
      {view.licensee ? <input type="hidden" name="licensee" value={view.licensee} /> : null}
      <Input
        name="q"
        key={view.text}
        defaultValue={view.text}
        maxLength={100}
        aria-label={t('search')}
        placeholder={t('search')}
        className="w-48 max-phone:w-full"
      />
      <Button type="submit" size="md" icon="search">
        {t('find')}
      </Button>
    </form>
  )
}

function Group({
  block,
  isFirst,
  number,
  view,
  counts,
}: {
  block: ItemBlock
  isFirst: boolean
  number: number
  view: ReceiptView
  counts: ItemCounts
}) {
  const t = useTranslations('operations.items')
  const { group, items, next, changes } = block
  if (items.length === 0) return null
  if (group === null || isNarrowed(view)) {
    return (
      <>
        <ItemTable isFirst={isFirst} items={items} changes={changes} label={group ? t(`group.${group}`) : t('title')} />
        <Pagination
          previousHref={undefined}
          nextHref={next === null ? undefined : receiptHref(number, { ...view, after: next })}
          summary={
            view.after >= 0 ? <Link href={receiptHref(number, { ...view, after: -1 })}>{t('first')}</Link> : null
          }
        />
      </>
    )
  }
  return (
    <details open className="group">
      <summary className="flex h-[30px] list-none items-center gap-1.5 border-b border-line bg-[color-mix(in_srgb,var(--sunken)_55%,transparent)] px-2.5 font-medium">
        <Icon name="chevron-right" small className="transition-transform group-open:rotate-90" />
        <State name={groupStates[group]}>{t(`group.${group}`)}</State> {formatCount(counts[group])}
      </summary>
      <ItemTable isFirst={isFirst} items={items} changes={changes} label={t(`group.${group}`)} />
      {next === null ? null : (
        <p className="px-2.5 py-1 text-12">
          <Link href={receiptHref(number, { show: group })} scroll={false}>
            {t('more', { count: formatCount(counts[group] - items.length) })}
          </Link>
        </p>
      )}
    </details>
  )
}
