'use client'
import { useRef, useState } from 'react'
import { mayBeTaken, settle } from '@/components/shell/reach'
import type { ActionFailure, ActionResult, FieldErrors } from '@/lib/errors'

/** Sends what a dialog was filled in with, once; what is wrong with a field comes back under its name. */
export function useListWrite<T>(onDone: (data: T) => void) {
  const requestKey = useRef('')
  const [isPending, setIsPending] = useState(false)
  const [errors, setErrors] = useState<FieldErrors>({})
  const [refusal, setRefusal] = useState<ActionFailure | null>(null)
  const send = async (call: (requestKey: string) => Promise<ActionResult<T>>) => {
    setIsPending(true)
    setErrors({})
    setRefusal(null)
    requestKey.current ||= crypto.randomUUID()
    const result = await settle(() => call(requestKey.current))
    setIsPending(false)
    if (result.ok || !mayBeTaken(result.code)) requestKey.current = ''
    if (result.ok) return onDone(result.data)
    setErrors(result.fieldErrors ?? {})
    if (!result.fieldErrors) setRefusal(result)
  }
  return { send, isPending, errors, refusal }
}
