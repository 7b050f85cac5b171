'use client'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useTranslations } from 'next-intl'
import { memo, useRef } from 'react'
import { Checkbox } from '@/components/ui/checkbox'
import { Mono } from '@/components/ui/mono'
import type { DramaView } from '@/lib/dramas/schema'
import { DramaState } from './drama-state'
import { useDramaFacts } from './use-drama-facts'

const ROW_HEIGHT = 44

type DramaRowsProps = {
  connectionId: string
  ids: readonly string[]
  isReady: (dramaId: string) => boolean
  chosen: ReadonlySet<string>
  onChange: (dramaIds: readonly string[], isChosen: boolean) => void
}

/** A list of any length, by ids: only the rows in view are drawn and asked for. The head's box takes every row that may be granted. */
export function DramaRows({ connectionId, ids, isReady, chosen, onChange }: DramaRowsProps) {
  const t = useTranslations('grants.drama')
  const tUi = useTranslations('ui')
  const scroller = useRef<HTMLElement>(null)
  const rows = useVirtualizer({
    count: ids.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 6,
    initialRect: { width: 0, height: 304 },
    useFlushSync: false,
  })
  const items = rows.getVirtualItems()
  const [first, last] = [items[0], items.at(-1)]
  const { facts } = useDramaFacts(connectionId, ids, first?.index ?? 0, (last?.index ?? -1) + 1)
  const free = ids.filter(isReady)
  const ticked = free.reduce((count, id) => (chosen.has(id) ? count + 1 : count), 0)
  const after = rows.getTotalSize() - (last?.end ?? 0)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section ref={scroller} className="max-h-[304px] overflow-auto" aria-label={t('list')} tabIndex={0}>
      <table className="tbl row-l fixed-layout [&_td]:px-1.5 [&_th]:px-1.5" aria-rowcount={ids.length + 1}>
        <thead>
          <tr className="[&>th]:sticky [&>th]:top-0 [&>th]:z-2 [&>th]:bg-bg" aria-rowindex={1}>
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
          {first && first.start > 0 ? <Gap height={first.start} /> : null}
          {items.map(({ index }) => {
            const dramaId = ids[index] ?? ''
            return (
              <DramaRow
                key={dramaId}
                place={index + 2}
                dramaId={dramaId}
                drama={facts.get(dramaId) ?? null}
                isChosen={chosen.has(dramaId)}
                isReady={isReady(dramaId)}
                onChange={onChange}
              />
            )
          })}
          {after > 0 ? <Gap height={after} /> : null}
        </tbody>
      </table>
    </section>
  )
}

type DramaRowProps = {
  place: number
  dramaId: string
  drama: DramaView | null
  isChosen: boolean
  isReady: boolean
  onChange: DramaRowsProps['onChange']
}

const DramaRow = memo(function DramaRow({ place, dramaId, drama, isChosen, isReady, onChange }: DramaRowProps) {
  const tUi = useTranslations('ui')
  const name = drama?.name ?? dramaId
  return (
    <tr className={isReady ? '' : 'text-ink-3'} aria-rowindex={place} style={{ height: ROW_HEIGHT }}>
      <td>
        <Checkbox
          ariaLabel={tUi('selectRow', { name })}
          checked={isChosen}
          disabled={!isReady && !isChosen}
          onCheckedChange={(checked) => onChange([dramaId], checked)}
        />
      </td>
      <td className="py-1" title={name}>
        <span className="clip block font-medium">{drama?.name ?? '…'}</span>
        <Mono quiet className="block text-12">
          {dramaId}
        </Mono>
      </td>
      <td className="num max-[1680px]:hidden">{drama?.episodeCount ?? '—'}</td>
      <td>{drama ? <DramaState drama={drama} /> : null}</td>
      <td className="num max-phone:hidden">{drama?.grantCount ?? ''}</td>
    </tr>
  )
})

/** Stands for the rows that are out of view. One cell: spanning a column that is hidden would bring it back, empty. */
const Gap = ({ height }: { height: number }) => (
  <tr>
    <td style={{ height, padding: 0, border: 0 }} />
  </tr>
)
