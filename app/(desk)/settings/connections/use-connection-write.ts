'use client'
import { useTranslations } from 'next-intl'
import type { ActionResult } from '@/lib/errors'
import { useWrite } from '../use-write'

const causes = [
  'endpointGone',
  'notClosed',
  'secretUnreadable',
  'tooSoon',
  'usedUp',
  'sameToken',
  'tokenRefused',
] as const

export function useConnectionWrite<Input, Output>(write: (input: Input) => Promise<ActionResult<Output>>) {
  const t = useTranslations('connections')
  return useWrite(write, (failure) => {
    const cause = causes.find((name) => name === failure.detail?.cause)
    return failure.code === 'stale_base' ? t('form.stale') : cause ? t(`errors.${cause}`) : null
  })
}
