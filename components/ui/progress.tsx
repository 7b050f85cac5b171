import { formatCount } from '@/lib/format'

/** Moves with real counts only; without a total there is no bar, just the words. */
export function Progress({ label, done, total }: { label: string; done: number; total: number }) {
  const share = total > 0 ? Math.min(1, done / total) : 0
  return (
    <div>
      <div className="flex justify-between gap-3 text-12 text-ink-2">
        <span>{label}</span>
        <span>
          {formatCount(done)} / {formatCount(total)}
        </span>
      </div>
      <div
        role="progressbar"
        aria-label={label}
        aria-valuenow={done}
        aria-valuemin={0}
        aria-valuemax={total}
        className="mt-1 h-1.5 overflow-hidden rounded-chip bg-sunken shadow-[inset_0_0_0_1px_var(--line)]"
      >
        <div
          className="h-full rounded-chip bg-azurite transition-[width] duration-180"
          style={{ width: `${share * 100}%` }}
        />
      </div>
    </div>
  )
}
