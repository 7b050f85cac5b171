import { z } from 'zod'
import { type SlipContent, slipContent } from '@/lib/grants/slip-schema'

const localSlip = z.object({ slipId: z.string(), baseVersion: z.number(), content: slipContent })

/** What was typed in the last moment before the page was left, until it opens again. */
export function keepLocal(key: string, slipId: string, baseVersion: number, content: SlipContent): void {
  try {
    window.localStorage.setItem(key, JSON.stringify({ slipId, baseVersion, content }))
  } catch {
    // A full or forbidden storage loses the last moment only.
  }
}

export function readLocal(key: string) {
  try {
    const stored = localSlip.safeParse(JSON.parse(window.localStorage.getItem(key) ?? 'null'))
    return stored.success ? stored.data : null
  } catch {
    return null
  }
}

export const dropLocal = (key: string): void => {
  try {
    window.localStorage.removeItem(key)
  } catch {
    // Nothing was kept.
  }
}
