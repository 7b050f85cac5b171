const SECOND_SIGNAL_AFTER_MS = 1_000

/**
 * Calls `stop` once, on a signal or when the process that started us is gone. A second signal, sent on
 * purpose and not merely forwarded twice, asks for haste.
 */
export function onStop(stop: (hasty: boolean) => Promise<void>): void {
  let first = 0
  const begin = () => {
    const now = performance.now()
    if (first && now - first < SECOND_SIGNAL_AFTER_MS) return
    const hasty = first > 0
    first ||= now
    void stop(hasty).finally(() => process.exit(0))
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, begin)
  const parent = process.ppid
  setInterval(() => {
    if (process.ppid !== parent && !first) begin()
  }, 250).unref()
}
