'use client'
import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { type ActionFailure, failure } from '@/lib/errors'
import { submitSlip } from '../actions'
import { SlipNotSaved } from './use-slip'

type Looked = { planKey: string; confirmedCount: number | null }

/** Sends the saved slip. The slip's id is the request's key, so that a repeat after a lost answer finds the same receipt. */
export function useSubmit(flush: () => Promise<{ slipId: string; version: number }>, onStale: () => void) {
  const router = useRouter()
  const [isSubmitting, setIsSubmitting] = useState(false)
  const [refusal, setRefusal] = useState<ActionFailure | null>(null)

  const submit = async (looked: Looked) => {
    setIsSubmitting(true)
    setRefusal(null)
    const result = await flush()
      .then((slip) => submitSlip({ ...slip, ...looked }))
      .catch((error: unknown) => (error instanceof SlipNotSaved ? error.failure : failure('unexpected')))
    if (result.ok) {
      router.push(`/operations/${result.data.operationId}` as Route)
      return
    }
    setRefusal(result)
    setIsSubmitting(false)
    if (result.code === 'stale_base') onStale()
  }
  return { submit, isSubmitting, refusal, forget: () => setRefusal(null) }
}
