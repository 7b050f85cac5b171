'use client'
import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useRef, useState } from 'react'
import { type ActionFailure, failure } from '@/lib/errors'
import type { GrantInput } from '@/lib/grants/schema'
import { submitGrant } from '../actions'

/** Outcomes after which the same slip may already have been taken: the key stays, so that a repeat finds it. */
const unsure: ReadonlySet<string> = new Set(['unexpected', 'not_recorded'])

export function useSubmit(onAccepted: () => void, onStale: () => void) {
  const router = useRouter()
  const requestKey = useRef('')
  const [isSubmitting, setIsSubmitting] = useState(false)
  const [refusal, setRefusal] = useState<ActionFailure | null>(null)

  const submit = async (input: Omit<GrantInput, 'requestKey'>) => {
    setIsSubmitting(true)
    setRefusal(null)
    requestKey.current ||= crypto.randomUUID()
    const result = await submitGrant({ ...input, requestKey: requestKey.current }).catch(() => failure('unexpected'))
    if (result.ok) {
      requestKey.current = ''
      onAccepted()
      router.push(`/operations/${result.data.operationId}` as Route)
      return
    }
    if (!unsure.has(result.code)) requestKey.current = ''
    setRefusal(result)
    setIsSubmitting(false)
    if (result.code === 'stale_base') onStale()
  }
  return { submit, isSubmitting, refusal, forget: () => setRefusal(null) }
}
