import { formatDuration } from '@/lib/format'

/** `0.31 s`, and whole milliseconds where hundredths of a second would say nothing. */
export const latencyText = (latencyMs: number, locale: string): string =>
  latencyMs < 10 ? `${Math.round(latencyMs)} ms` : formatDuration(latencyMs, locale)
