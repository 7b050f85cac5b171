'use client'
import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useRef, useState, useTransition } from 'react'
import { mayBeTaken, settle } from '@/components/shell/reach'
import type { ActionResult } from '@/lib/errors'

/** Submits once however often it is pressed, and opens the receipt; what was refused is said in words. */
export function useReceiptWrite<Input extends { requestKey: string }>(
  write: (input: Input) => Promise<ActionResult<{ number: number }>>,
) {
  const router = useRouter()
  const tErrors = useTranslations('errors')
  const tChannels = useTranslations('channels')
  const [isPending, startTransition] = useTransition()
  const [refusal, setRefusal] = useState<string | null>(null)
  const requestKey = useRef<string | null>(null)
  const run = (input: Omit<Input, 'requestKey'>) => {
    setRefusal(null)
    requestKey.current ??= crypto.randomUUID()
    const whole = { ...input, requestKey: requestKey.current } as Input
    startTransition(async () => {
      const result = await settle(() => write(whole))
      if (result.ok || !mayBeTaken(result.code)) requestKey.current = null
      if (result.ok) return router.push(`/operations/R-${result.data.number}` as Route)
      const [problem] = Object.values(result.fieldErrors ?? {})
      setRefusal(
        problem !== undefined && tChannels.has(`errors.${problem}` as 'errors.required')
          ? tChannels(`errors.${problem}` as 'errors.required')
          : tErrors(result.code),
      )
    })
  }
  return { isPending, refusal, run }
}
