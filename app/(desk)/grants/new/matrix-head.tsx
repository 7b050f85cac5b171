// biome-ignore-all lint/a11y/useSemanticElements: a table cannot leave out what is out of view
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid holds the focus and names the active cell
'use client'
import { useTranslations } from 'next-intl'
import { memo } from 'react'
import { COLUMN_WIDTH, cellId } from './matrix-row'
import { headOf, type MatrixView } from './matrix-view'

type MatrixHeadProps = {
  gridId: string
  view: MatrixView
  from: number
  to: number
  height: number
  nameWidth: number
  sumWidth: number
  active: number | null
}

export const MatrixHead = memo(function MatrixHead(props: MatrixHeadProps) {
  const { gridId, view, from, to, height, nameWidth, sumWidth, active } = props
  const t = useTranslations('grants.matrix')
  const tComposer = useTranslations('composer.matrix')
  const heads = []
  for (let column = from; column < to; column += 1) {
    const head = headOf(view, 'column', column)
    heads.push(
      <div
        key={column}
        id={cellId(gridId, -1, column)}
        role="columnheader"
        aria-colindex={column + 2}
        data-row={-1}
        data-column={column}
        data-active={active === column || undefined}
        className="matrix-column"
        style={{ left: nameWidth + column * COLUMN_WIDTH, width: COLUMN_WIDTH, height }}
        title={`${head.name} ${head.id}`}
      >
        <span className={head.note ? 'text-orpiment' : ''}>{head.name}</span>
      </div>,
    )
  }
  return (
    <div
      role="row"
      aria-rowindex={1}
      className="matrix-head"
      style={{ height, width: nameWidth + view.columns * COLUMN_WIDTH + sumWidth }}
    >
      <div
        role="columnheader"
        aria-colindex={1}
        className="matrix-corner flex items-end pb-1 text-12 text-ink-3"
        style={{ width: nameWidth, height }}
      >
        {view.rowAxis === 'dramas' ? t('corner') : tComposer('corner')}
      </div>
      {heads}
      <div role="none" className="matrix-sums" style={{ width: sumWidth }} />
    </div>
  )
})
