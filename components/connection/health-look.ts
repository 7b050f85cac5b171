import type { StateName } from '@/components/ui/state'

/** Which mark stands beside how an account is doing. */
export const healthLook = {
  healthy: 'verified',
  untried: 'unknown',
  refused: 'failed',
  silent: 'unknown',
  clock: 'warning',
  closed: 'blocked',
  disabled: 'cancelled',
} as const satisfies Record<string, StateName>
