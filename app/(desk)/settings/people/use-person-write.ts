'use client'
import { useTranslations } from 'next-intl'
import type { ActionResult } from '@/lib/errors'
import { useWrite } from '../use-write'

const causes = ['oneself', 'lastAdministrator', 'disabled'] as const

export function usePersonWrite<Input, Output>(write: (input: Input) => Promise<ActionResult<Output>>) {
  const t = useTranslations('people.refusal')
  return useWrite(write, (failure) => {
    const cause = causes.find((name) => name === failure.detail?.cause)
    return cause ? t(cause) : null
  })
}
