'use client'
import { useTranslations } from 'next-intl'
import { Mono } from '@/components/ui/mono'
import { formatDate } from '@/lib/format'
import { type CellPlan, type GrantPlan, type PlannedDrama, planOfLetter } from '@/lib/grants/schema'
import { CellMark } from './cell-mark'

export type MatrixRowProps = { drama: PlannedDrama; index: number; plan: GrantPlan; words: Record<CellPlan, string> }

export function MatrixRow({ drama, index, plan, words }: MatrixRowProps) {
  const t = useTranslations('grants')
  const cells = plan.licensees.map((licensee) => ({ licensee, cell: planOfLetter(licensee.cells[index] ?? '') }))
  const count = (wanted: CellPlan) => cells.filter(({ cell }) => cell === wanted).length
  return (
    <tr aria-rowindex={index + 2} className="hover:bg-hover">
      <th
        scope="row"
        className="sticky left-0 h-[26px] max-w-[320px] truncate max-tablet:max-w-[160px] border-b border-line-soft bg-bg pr-3 text-left font-normal"
      >
        {drama.name} <Mono quiet>{drama.dramaId}</Mono>
      </th>
      {cells.map(({ licensee, cell }) => {
        const held = plan.held[`${drama.dramaId}@${licensee.appid}`]
        const until = held === undefined ? '' : held === 0 ? t('expiry.permanent') : formatDate(held * 1000)
        const label = until ? `${words[cell]}，${t('matrix.until', { date: until })}` : words[cell]
        return (
          <td
            key={licensee.appid}
            className="h-[26px] border-b border-l border-line-soft"
            title={`${licensee.name}：${label}`}
          >
            <span className="grid place-items-center">
              <CellMark plan={cell} label={label} />
            </span>
          </td>
        )
      })}
      <td className="border-b border-line-soft pl-2.5 text-12 whitespace-nowrap text-ink-3">
        {drama.cause ? (
          <span className="text-cinnabar">{t(`play.${drama.cause}`)}</span>
        ) : (
          t('matrix.sum', { fresh: count('new'), extend: count('extend'), shorten: count('shorten') })
        )}
      </td>
    </tr>
  )
}
