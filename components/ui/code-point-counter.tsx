import clsx from 'clsx'
import { countCodePoints } from '@/lib/format'

/** Counts what a person sees as characters, so an emoji is one. */
export function CodePointCounter({ value, max }: { value: string; max: number }) {
  const count = countCodePoints(value)
  return (
    <span className={clsx('shrink-0 font-normal', count > max ? 'font-medium text-cinnabar' : 'text-ink-3')}>
      {count} / {max}
    </span>
  )
}
