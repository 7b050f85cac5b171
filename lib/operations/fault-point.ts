import 'server-only'
import { env } from '@/lib/env'

type FaultPoint = 'before_intent' | 'after_intent' | 'after_reply' | 'before_outcome' | 'mid_export'

/** Dies on the spot when `FAULT_AT` names this point, as a pulled plug would. Never set in production. */
export function faultPoint(point: FaultPoint): void {
  if (env.FAULT_AT === point) process.kill(process.pid, 'SIGKILL')
}
