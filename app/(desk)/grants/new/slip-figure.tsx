import { formatCount } from '@/lib/format'

/** One side of a slip's equation, with its unit under it. */
export function SlipFigure({ value, label }: { value: number; label: string }) {
  return (
    <div className="flex flex-col-reverse">
      <dt className="font-sans text-12 font-normal text-ink-3">{label}</dt>
      <dd>{formatCount(value)}</dd>
    </div>
  )
}
