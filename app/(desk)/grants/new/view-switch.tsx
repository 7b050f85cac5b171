'use client'
import { Button } from '@/components/ui/button'

export type View = 'all' | 'selected'

/** Everything there is, or only what has been chosen. */
export function ViewSwitch({
  value,
  onChange,
  all,
  selected,
  clear,
  label,
}: {
  value: View
  onChange: (view: View) => void
  all: string
  selected: string
  clear: { label: string; run: () => void } | null
  label: string
}) {
  return (
    <fieldset className="mt-1 flex min-h-9 items-center gap-1" aria-label={label}>
      {(['all', 'selected'] as const).map((view) => (
        <button key={view} type="button" className="chip" aria-pressed={value === view} onClick={() => onChange(view)}>
          {view === 'all' ? all : selected}
        </button>
      ))}
      {clear ? (
        <Button variant="ghost" size="sm" className="ml-auto" onClick={clear.run}>
          {clear.label}
        </Button>
      ) : null}
    </fieldset>
  )
}
