import { useTranslations } from 'next-intl'
import { State } from '@/components/ui/state'
import { type DramaView, obstacleOf } from '@/lib/dramas/schema'

/** Audit and playable state in one word: what keeps a drama from being granted, or that nothing does. */
export function DramaState({ drama }: { drama: DramaView }) {
  const t = useTranslations('grants.play')
  const obstacle = obstacleOf(drama)
  if (obstacle === null) return <State name="verified">{t('ready')}</State>
  return <State name="blocked">{t(wordFor(drama, obstacle))}</State>
}

function wordFor(drama: DramaView, obstacle: NonNullable<ReturnType<typeof obstacleOf>>) {
  if (obstacle === 'not_passed' && drama.auditState !== 'passed') return drama.auditState
  if (obstacle === 'not_playable' && drama.playState !== 'playable') return drama.playState
  return obstacle
}
