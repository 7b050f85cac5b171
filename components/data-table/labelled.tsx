import type { ReactNode } from 'react'

/** A filter to be typed or chosen, under its name. */
export function Labelled({ id, label, children }: { id: string; label: string; children: ReactNode }) {
  return (
    <div className="grid gap-0.5">
      <label htmlFor={id} className="text-12 text-ink-3">
        {label}
      </label>
      {children}
    </div>
  )
}
