import { ask } from '@/components/shell/reach'
import type { OpenSlips } from '@/lib/grants/slip-schema'

/** Where the slip under work is the page itself. */
export const COMPOSER = '/grants/new'
/** Told to the window whenever a slip was saved. */
export const SLIP_SAVED = 'slip-saved'

export const isNarrow = () => window.matchMedia('(width < 768px)').matches
/** Room enough for the page and the dock side by side. */
export const isWide = () => window.matchMedia('(width >= 1280px)').matches

export async function readOpenSlips(): Promise<OpenSlips | null> {
  try {
    const response = await ask('/api/grants/slips')
    return response.ok ? ((await response.json()) as OpenSlips) : null
  } catch {
    return null
  }
}
