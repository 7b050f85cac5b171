import { useTranslations } from 'next-intl'
import { AuditWord, PlayWord } from '@/components/drama/drama-states'
import { State } from '@/components/ui/state'
import type { DramaFacts } from '@/lib/dramas/describe-drama'
import { obstacleOf } from '@/lib/dramas/schema'

/** Whether it may be granted, and if not, what is wrong in words. */
export function DramaVerdict({ drama }: { drama: DramaFacts }) {
  const t = useTranslations('dramas.page')
  const obstacle = obstacleOf(drama)
  const problem =
    obstacle === 'not_passed'
      ? (`problem.audit.${drama.auditState === 'passed' ? 'unknown' : drama.auditState}` as const)
      : obstacle === 'not_playable'
        ? (`problem.play.${drama.playState === 'playable' || drama.playState === 'taken_down' ? 'unknown' : drama.playState}` as const)
        : obstacle === null
          ? ('ready' as const)
          : (`problem.${obstacle}` as const)
  return (
    <div className="min-w-0">
      <State name={obstacle === null ? 'verified' : 'blocked'} className="font-medium">
        {t(obstacle === null ? 'mayGrant' : 'mayNotGrant')}
      </State>
      <p className="mt-1 max-w-prose text-14">{t(problem)}</p>
      <p className="mt-2 flex flex-wrap gap-x-5 gap-y-1 text-12">
        <span>
          <span className="mr-2 text-ink-3">{t('audit')}</span>
          <AuditWord state={drama.auditState} />
        </span>
        <span>
          <span className="mr-2 text-ink-3">{t('play')}</span>
          <PlayWord state={drama.playState} isGone={drama.isGone} />
        </span>
      </p>
    </div>
  )
}
