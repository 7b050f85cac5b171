import type { Json } from '@/lib/audit/schema'
import { visibleText } from '@/lib/format'
import { cutText, Rest } from './long-text'

const MOST_CHARACTERS = 8_000

/** A stored body as it is, redacted before it was kept. */
export function JsonBlock({ label, value }: { label: string; value: Json | undefined }) {
  if (value === null || value === undefined) return null
  const text = visibleText(typeof value === 'string' ? value : JSON.stringify(value, null, 2))
  const { start, rest } = cutText(text, MOST_CHARACTERS)
  return (
    <figure className="my-1.5 min-w-0">
      <figcaption className="text-12 text-ink-3">{label}</figcaption>
      <pre className="mono max-h-64 overflow-auto rounded-chip bg-sunken p-2 text-12 break-all whitespace-pre-wrap">
        {start}
      </pre>
      {rest === '' ? null : <Rest start={start} rest={rest} isCode />}
    </figure>
  )
}
