'use client'
import { useCallback, useEffect, useState } from 'react'
import { z } from 'zod'

const draftSchema = z.object({
  dramaIds: z.array(z.string()),
  appids: z.array(z.string()),
  kind: z.enum(['date', 'permanent']),
  at: z.string(),
  reason: z.string(),
})
export type Draft = z.infer<typeof draftSchema>

export const emptyDraft: Draft = { dramaIds: [], appids: [], kind: 'date', at: '', reason: '' }

/** What has been chosen and typed, kept in this browser so that leaving the page loses nothing. */
export function useDraft(storageKey: string) {
  const [draft, setDraft] = useState<Draft>(emptyDraft)
  const [savedAt, setSavedAt] = useState<Date | null>(null)

  useEffect(() => {
    const stored = draftSchema.safeParse(readJson(storageKey))
    if (stored.success) setDraft(stored.data)
  }, [storageKey])

  const change = useCallback(
    (patch: Partial<Draft>) =>
      setDraft((before) => {
        const next = { ...before, ...patch }
        try {
          window.localStorage.setItem(storageKey, JSON.stringify(next))
          setSavedAt(new Date())
        } catch {
          setSavedAt(null)
        }
        return next
      }),
    [storageKey],
  )

  const clear = useCallback(() => {
    setDraft(emptyDraft)
    setSavedAt(null)
    window.localStorage.removeItem(storageKey)
  }, [storageKey])

  return { draft, change, clear, savedAt }
}

function readJson(key: string): unknown {
  try {
    return JSON.parse(window.localStorage.getItem(key) ?? 'null')
  } catch {
    return null
  }
}
