import 'server-only'
import type { Exchange } from '@/lib/http'

declare const opened: unique symbol

/**
 * Proof that an intent to call an upstream is committed. Upstream write functions demand one, and only
 * `lib/operations` can make one, so a write nobody recorded does not compile.
 */
export type OpenCall = {
  readonly [opened]: true
  readonly id: string
  readonly operationId: string
  /**
   * Records a definite answer to this attempt (token renewed, next request shape, second half of a replacement) and
   * opens the next. Committed before it resolves. Never use it after an ambiguous answer.
   */
  next: (answered: Exchange) => Promise<OpenCall>
}
