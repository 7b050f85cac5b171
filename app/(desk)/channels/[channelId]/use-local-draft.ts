'use client'
import { useEffect, useRef, useState } from 'react'
import type { UseFormReturn } from 'react-hook-form'
import type { ChannelBase } from '@/lib/channels/channel-views-schema'
import { type FormValues, rebaseValues } from './form-values'
import { dropDraft, readDraft, saveDraft } from './local-draft'

const SAVE_AFTER_MS = 400

type Input = { form: UseFormReturn<FormValues>; channel: ChannelBase; key: string; isChanged: boolean; isSent: boolean }

/** Brings back what was typed here before, on top of what the channel holds now, and keeps what is being typed. */
export function useLocalDraft({ form, channel, key, isChanged, isSent }: Input) {
  const [restoredAt, setRestoredAt] = useState<number | null>(null)
  const latest = useRef({ channel, isChanged, isSent })
  latest.current = { channel, isChanged, isSent }

  // biome-ignore lint/correctness/useExhaustiveDependencies: once per opened form; later channels are the form's own doing
  useEffect(() => {
    const draft = readDraft(key, Date.now())
    if (!draft) return
    form.reset(rebaseValues(draft.from, draft.values, channel), { keepDefaultValues: true })
    setRestoredAt(draft.at)
  }, [key])

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const keep = () => {
      clearTimeout(timer)
      timer = undefined
      const now = latest.current
      if (now.isSent) return
      if (now.isChanged) saveDraft(key, now.channel, form.getValues(), Date.now())
      else dropDraft(key)
    }
    const stop = form.subscribe({
      formState: { values: true },
      callback: () => {
        clearTimeout(timer)
        timer = setTimeout(keep, SAVE_AFTER_MS)
      },
    })
    // Whoever leaves within a moment of the last key loses nothing of it.
    const keepLast = () => {
      if (timer !== undefined) keep()
    }
    window.addEventListener('pagehide', keepLast)
    return () => {
      window.removeEventListener('pagehide', keepLast)
      keepLast()
      stop()
    }
  }, [form, key])

  const forget = () => {
    dropDraft(key)
    setRestoredAt(null)
  }
  return { restoredAt, forget }
}
