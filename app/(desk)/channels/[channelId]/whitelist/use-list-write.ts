'use client'
import { useRef, useState } from 'react'
import { type ActionFailure, type ActionResult, type FieldErrors, failure } from '@/lib/errors'

/** Outcomes after which the same request may already have been taken: the key stays, so that a repeat finds it. */
const unsure: ReadonlySet<string> = new Set(['unexpected', 'not_recorded'])

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
    const result = await call(requestKey.current).catch((): ActionFailure => failure('unexpected'))
    setIsPending(false)
    if (result.ok || !unsure.has(result.code)) requestKey.current = ''
    if (result.ok) return onDone(result.data)
    setErrors(result.fieldErrors ?? {})
    if (!result.fieldErrors) setRefusal(result)
  }
  return { send, isPending, errors, refusal }
}
