export type DoorState = 'open' | 'closed' | 'unavailable'

/** A line drawing that stands on the rule of the section it heads. The words beside it say the same. */
export function Door({ state }: { state: DoorState }) {
  return (
    <svg
      viewBox="0 0 50 54"
      className={state === 'unavailable' ? 'text-ink-3' : 'text-ink'}
      width="74"
      height="80"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.3"
      strokeLinejoin="round"
      strokeDasharray={state === 'unavailable' ? '2 2' : undefined}
      style={{ overflow: 'visible', flex: 'none' }}
      aria-hidden="true"
    >
      <path d="M1 53V6h48v47M1 1.5h48M1 6V1.5M49 6V1.5" />
      <path d="M5 53V10h40v43" strokeWidth="1" />
      {state === 'open' ? <OpenLeaves /> : <ClosedLeaves />}
    </svg>
  )
}

function OpenLeaves() {
  return (
    <>
      <path d="M5 10h40v43H5z" fill="var(--azurite-soft)" stroke="none" />
      <path d="M5 10l11 5v43L5 53zM45 10l-11 5v43l11-5z" fill="var(--surface)" />
      <circle cx="13.4" cy="35" r="1" fill="currentColor" stroke="none" />
      <circle cx="36.6" cy="35" r="1" fill="currentColor" stroke="none" />
    </>
  )
}

function ClosedLeaves() {
  return (
    <>
      <path d="M25 10v43" />
      <circle cx="22.5" cy="33" r="1.1" fill="currentColor" stroke="none" />
      <circle cx="27.5" cy="33" r="1.1" fill="currentColor" stroke="none" />
    </>
  )
}
