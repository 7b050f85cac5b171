'use client'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Checkbox } from '@/components/ui/checkbox'
import { Mono } from '@/components/ui/mono'
import { TableSkeleton } from '@/components/ui/skeleton'
import { type DramaView, obstacleOf } from '@/lib/dramas/schema'
import { DramaState } from './drama-state'

export type DramaRowsProps = {
  rows: DramaView[]
  chosen: string[]
  onChange: (dramaIds: readonly string[], isChosen: boolean) => void
  isLoading: boolean
  empty: string
  more: ReactNode
}

export function DramaRows({ rows, chosen, onChange, isLoading, empty, more }: DramaRowsProps) {
  const t = useTranslations('grants.drama')
  const tUi = useTranslations('ui')
  if (isLoading) return <TableSkeleton rows={6} columns={4} />
  if (rows.length === 0) return <p className="py-6 text-center text-ink-3">{empty}</p>
  const has = new Set(chosen)
  const free = rows.filter((row) => obstacleOf(row) === null).map((row) => row.dramaId)
  const ticked = free.filter((id) => has.has(id)).length
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="max-h-[304px] overflow-auto" aria-label={t('list')} tabIndex={0}>
      <table className="tbl row-l fixed-layout [&_td]:px-1.5 [&_th]:px-1.5">
        <thead>
          <tr className="[&>th]:sticky [&>th]:top-0 [&>th]:z-2 [&>th]:bg-bg">
            <th scope="col" className="w-8">
              <Checkbox
                ariaLabel={tUi('selectAll')}
                checked={ticked > 0 && ticked === free.length}
                indeterminate={ticked > 0 && ticked < free.length}
                disabled={free.length === 0}
                onCheckedChange={(checked) => onChange(free, checked)}
              />
            </th>
            <th scope="col">{t('name')}</th>
            <th scope="col" className="num w-12 max-[1680px]:hidden">
              {t('episodes')}
            </th>
            <th scope="col" className="w-[108px]">
              {t('state')}
            </th>
            <th scope="col" className="num w-12 max-phone:hidden">
              {t('held')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const isChosen = has.has(row.dramaId)
            const isBlocked = obstacleOf(row) !== null
            return (
              <tr key={row.dramaId} className={isBlocked ? 'text-ink-3' : ''}>
                <td>
                  <Checkbox
                    ariaLabel={tUi('selectRow', { name: row.name })}
                    checked={isChosen}
                    disabled={isBlocked && !isChosen}
                    onCheckedChange={(checked) => onChange([row.dramaId], checked)}
                  />
                </td>
                <td className="py-1" title={row.name}>
                  <span className="clip block font-medium">{row.name}</span>
                  <Mono quiet className="block text-12">
                    {row.dramaId}
                  </Mono>
                </td>
                <td className="num max-[1680px]:hidden">{row.episodeCount ?? '—'}</td>
                <td>
                  <DramaState drama={row} />
                </td>
                <td className="num max-phone:hidden">{row.grantCount}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
      {more ? <div className="py-1 text-center">{more}</div> : null}
    </section>
  )
}
