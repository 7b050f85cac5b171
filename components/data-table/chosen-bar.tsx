'use client'
import type { ReactNode } from 'react'
import { useListSelection } from './list-selection'

type ChosenBarProps = {
  label: string
  chosen: string
  /** Offers everything the filter finds, which its address stands for. */
  everything?: { query: string; label: string } | false
  clearLabel: string
  /** What can be done with them. */
  children: ReactNode
  notes?: readonly (string | false)[]
}

/** What to do with the ticked rows of a list. It stays in sight at the foot while any is ticked. */
export function ChosenBar({ label, chosen, everything, clearLabel, children, notes = [] }: ChosenBarProps) {
  const { chooseAll, clear } = useListSelection()
  return (
    <section
      aria-label={label}
      className="sticky bottom-0 z-10 -mx-6 mt-3 border-t border-ink bg-surface px-6 py-2.5 shadow-lift max-tablet:-mx-4 max-tablet:bottom-(--foot) max-tablet:px-4"
    >
      <div className="flex flex-wrap items-center gap-2">
        <p role="status" className="mr-auto">
          <b className="font-serif text-16">{chosen}</b>
          {everything ? (
            <button type="button" className="link ml-3" onClick={() => chooseAll(everything.query)}>
              {everything.label}
            </button>
          ) : null}
          <button type="button" className="link ml-3" onClick={clear}>
            {clearLabel}
          </button>
        </p>
        {children}
      </div>
      {notes.map((note) =>
        note ? (
          <p key={note} className="mt-1 text-12 text-ink-2">
            {note}
          </p>
        ) : null,
      )}
    </section>
  )
}
