import type { SealState } from './seal'

/** The seal at 16 px, for lists. The verdict's word stands beside it. */
export function SealMark({ state }: { state: SealState }) {
  return (
    <svg width="16" height="16" viewBox="0 0 16 16" className="shrink-0 text-seal" aria-hidden="true">
      {state === 'verified' ? (
        <>
          <circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" strokeWidth="1.4" />
          <circle cx="8" cy="8" r="3.4" fill="currentColor" />
        </>
      ) : null}
      {state === 'partial' ? (
        <>
          <path d="M8 2a6 6 0 0 0 0 12" fill="none" stroke="currentColor" strokeWidth="1.4" />
          <path d="M8 4.6a3.4 3.4 0 0 0 0 6.8z" fill="currentColor" />
          <path d="M8 2a6 6 0 0 1 0 12" fill="none" stroke="currentColor" strokeDasharray="1.5 1.6" />
        </>
      ) : null}
      {state === 'mismatch' ? (
        <>
          <path
            d="M7.3 1.5a6 6 0 0 0 0 12M8.7 2.5a6 6 0 0 1 0 12"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.4"
          />
          <path d="M7.3 4a3.4 3.4 0 0 0 0 6.8zM8.7 5.2a3.4 3.4 0 0 1 0 6.8z" fill="currentColor" />
        </>
      ) : null}
      {state === 'unknown' ? (
        <circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" strokeDasharray="1.5 1.6" />
      ) : null}
    </svg>
  )
}
