import { placeOnRibbon } from '@/components/operation/ribbon-scale'

/** How far a right reaches, on the scale of all rows beside it. The words stand next to it. */
export function ExpiryBar({ now, until, expiresAt }: { now: string; until: string; expiresAt: string | null }) {
  const share = expiresAt === null ? 1 : placeOnRibbon(new Date(now), new Date(until), new Date(expiresAt))
  return (
    <span
      aria-hidden="true"
      className="relative block h-1.5 w-full rounded-[3px] bg-sunken shadow-[inset_0_0_0_1px_var(--line)]"
    >
      <span
        className="absolute inset-y-0 left-0 rounded-[3px] bg-ink-2 data-open:[mask-image:linear-gradient(90deg,#000_55%,transparent)]"
        data-open={expiresAt === null || undefined}
        style={{ width: `${(share * 100).toFixed(1)}%` }}
      />
    </span>
  )
}
