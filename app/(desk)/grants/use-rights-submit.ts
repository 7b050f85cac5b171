'use client'
import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useRef, useState } from 'react'
import { mayBeTaken, settle } from '@/components/shell/reach'
import type { ActionFailure, ActionResult } from '@/lib/errors'
import type { Submitted } from '@/lib/operations/submit'

/** Submits, then goes to the receipt; a preview that has moved is read again. */
export function useRightsSubmit() {
  const router = useRouter()
  const requestKey = useRef('')
  const [isSubmitting, setIsSubmitting] = useState(false)
  const [refusal, setRefusal] = useState<ActionFailure | null>(null)

  const submit = async (send: (requestKey: string) => Promise<ActionResult<Submitted>>) => {
    setIsSubmitting(true)
    setRefusal(null)
    requestKey.current ||= crypto.randomUUID()
    const result = await settle(() => send(requestKey.current))
    if (result.ok) {
      requestKey.current = ''
      router.push(`/operations/R-${result.data.number}` as Route)
      return
    }
    if (!mayBeTaken(result.code)) requestKey.current = ''
    setRefusal(result)
    setIsSubmitting(false)
    if (result.code === 'stale_base') router.refresh()
  }
  return { submit, isSubmitting, refusal }
}
