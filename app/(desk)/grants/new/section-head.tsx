import type { ReactNode } from 'react'

/** 一 剧目 200: the numbered head of one part of the slip. */
export function SectionHead({
  numeral,
  title,
  figure,
  actions,
}: {
  numeral: string
  title: string
  figure?: ReactNode
  actions?: ReactNode
}) {
  return (
    <div className="flex min-h-[38px] flex-wrap items-center gap-x-2 pt-1">
      <span aria-hidden="true" className="font-serif text-14 font-semibold text-ink-3">
        {numeral}
      </span>
      <h2 className="font-serif text-16 font-semibold">{title}</h2>
      {figure === undefined ? null : <b className="text-16">{figure}</b>}
      {actions ? <div className="ml-auto flex flex-wrap gap-1">{actions}</div> : null}
    </div>
  )
}
