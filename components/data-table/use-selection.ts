'use client'
import { useMemo, useState } from 'react'

export type Selection = {
  has: (key: string) => boolean
  setMany: (keys: readonly string[], selected: boolean) => void
}

/** Which rows are ticked. It outlives the page of rows on screen, so a search does not untick anything. */
export function useSelection(initial: readonly string[] = []) {
  const [keys, setKeys] = useState<ReadonlySet<string>>(() => new Set(initial))
  return useMemo(
    () => ({
      keys,
      has: (key: string) => keys.has(key),
      setMany: (changed: readonly string[], selected: boolean) =>
        setKeys((before) => {
          const next = new Set(before)
          for (const key of changed) {
            if (selected) next.add(key)
            else next.delete(key)
          }
          return next
        }),
      clear: () => setKeys(new Set()),
    }),
    [keys],
  )
}
