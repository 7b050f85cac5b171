import type { Json } from '@/lib/audit/schema'

const MOST_CHARACTERS = 8_000

/** A stored body as it is, redacted before it was kept. */
export function JsonBlock({ label, value }: { label: string; value: Json | undefined }) {
  if (value === null || value === undefined) return null
  const text = typeof value === 'string' ? value : JSON.stringify(value, null, 2)
  return (
    <figure className="my-1.5 min-w-0">
      <figcaption className="text-12 text-ink-3">{label}</figcaption>
      <pre className="mono max-h-64 overflow-auto rounded-chip bg-sunken p-2 text-12 break-all whitespace-pre-wrap">
        {text.slice(0, MOST_CHARACTERS)}
      </pre>
    </figure>
  )
}
