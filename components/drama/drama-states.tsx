import { useTranslations } from 'next-intl'
import { State, type StateName } from '@/components/ui/state'
import type { DramaView } from '@/lib/dramas/schema'

const auditLooks: Record<DramaView['auditState'], StateName> = {
  passed: 'verified',
  in_review: 'scheduled',
  failed: 'failed',
  rejected: 'failed',
  invalid: 'blocked',
  unknown: 'unknown',
}

const playLooks: Record<DramaView['playState'], StateName> = {
  playable: 'verified',
  in_review: 'scheduled',
  failed: 'failed',
  taken_down: 'blocked',
  unknown: 'unknown',
}

export function AuditWord({ state }: { state: DramaView['auditState'] }) {
  const t = useTranslations('dramas.audit')
  return <State name={auditLooks[state]}>{t(state)}</State>
}

/** Whether it plays; a drama the upstream no longer lists says that instead. */
export function PlayWord({ state, isGone }: { state: DramaView['playState']; isGone: boolean }) {
  const t = useTranslations('dramas.play')
  return isGone ? <State name="blocked">{t('gone')}</State> : <State name={playLooks[state]}>{t(state)}</State>
}
