'use client'
import { useTranslations } from 'next-intl'
import { Checkbox } from '@/components/ui/checkbox'
import { Icon } from '@/components/ui/icon'
import { Mono } from '@/components/ui/mono'
import { TableSkeleton } from '@/components/ui/skeleton'
import type { LicenseeView } from '@/lib/licensees/schema'

type LicenseeRowsProps = {
  rows: LicenseeView[]
  chosen: string[]
  onChange: (appids: readonly string[], isChosen: boolean) => void
  isLoading: boolean
  empty: string
  /** Offered for an appid that is in nobody's address book; absent when the person may not. */
  onName?: ((appid: string) => void) | undefined
}

export function LicenseeRows({ rows, chosen, onChange, isLoading, empty, onName }: LicenseeRowsProps) {
  const t = useTranslations('grants.licensee')
  const tBook = useTranslations('grants.book')
  const tUi = useTranslations('ui')
  if (isLoading) return <TableSkeleton rows={6} columns={3} />
  if (rows.length === 0) return <p className="py-6 text-center text-ink-3">{empty}</p>
  const has = new Set(chosen)
  const ticked = rows.filter((row) => has.has(row.appid)).length
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="max-h-[304px] overflow-auto" aria-label={t('list')} tabIndex={0}>
      <table className="tbl row-l fixed-layout [&_td]:px-1.5 [&_th]:px-1.5">
        <thead>
          <tr className="[&>th]:sticky [&>th]:top-0 [&>th]:z-2 [&>th]:bg-bg">
            <th scope="col" className="w-8">
              <Checkbox
                ariaLabel={tUi('selectAll')}
                checked={ticked > 0 && ticked === rows.length}
                indeterminate={ticked > 0 && ticked < rows.length}
                onCheckedChange={(checked) =>
                  onChange(
                    rows.map((row) => row.appid),
                    checked,
                  )
                }
              />
            </th>
            <th scope="col">{t('name')}</th>
            <th scope="col" className="w-[104px] max-phone:hidden">
              {t('until')}
            </th>
            <th scope="col" className="num w-[58px]">
              {t('held')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.appid}>
              <td>
                <Checkbox
                  ariaLabel={tUi('selectRow', { name: row.name })}
                  checked={has.has(row.appid)}
                  onCheckedChange={(checked) => onChange([row.appid], checked)}
                />
              </td>
              <td className="py-1" title={row.subject ?? row.name}>
                <span className="clip block font-medium">
                  {row.isListed ? row.name : <span className="text-ink-3">{t('unlisted')}</span>}
                  {row.isListed || !onName ? null : (
                    <button type="button" className="link ml-2" onClick={() => onName(row.appid)}>
                      {tBook('action')}
                    </button>
                  )}
                  {row.lastRefusalCode ? (
                    <span
                      className="ml-1 inline-block align-[-2px] text-orpiment"
                      role="img"
                      aria-label={t('refused')}
                      title={t('refused')}
                    >
                      <Icon name="warning" small />
                    </span>
                  ) : null}
                </span>
                <Mono quiet className="block text-12">
                  {row.appid}
                </Mono>
              </td>

              <td className="max-phone:hidden">{row.contractEndsOn ?? '—'}</td>
              <td className="num">{row.grantCount}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
