'use client'
import { useTranslations } from 'next-intl'
import type { ActionFailure } from '@/lib/errors'

/** Why a step of a schedule was refused. */
export function useRefusedText(): (refusal: ActionFailure | null) => string {
  const t = useTranslations('schedules.refused')
  const tErrors = useTranslations('errors')
  return (refusal) => {
    const why = refusal?.detail?.schedule
    return why === 'begun' || why === 'changed' ? t(why) : tErrors(refusal?.code ?? 'unexpected')
  }
}
