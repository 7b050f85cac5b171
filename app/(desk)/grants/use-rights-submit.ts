'use client'
import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useRef, useState } from 'react'
import { type ActionFailure, type ActionResult, failure } from '@/lib/errors'
import type { Submitted } from '@/lib/operations/submit'

/** Outcomes after which the same request may already have been taken: the key stays, so that a repeat finds it. */
const unsure: ReadonlySet<string> = new Set(['unexpected', 'not_recorded'])

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
    const result = await send(requestKey.current).catch(() => failure('unexpected'))
    if (result.ok) {
      requestKey.current = ''
      router.push(`/operations/R-${result.data.number}` as Route)
      return
    }
    if (!unsure.has(result.code)) requestKey.current = ''
    setRefusal(result)
    setIsSubmitting(false)
    if (result.code === 'stale_base') router.refresh()
  }
  return { submit, isSubmitting, refusal }
}
