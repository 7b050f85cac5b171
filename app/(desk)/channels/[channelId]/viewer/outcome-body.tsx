'use client'
import { useTranslations } from 'next-intl'
import { Icon } from '@/components/ui/icon'
import type { Settings } from '@/lib/channels/form-schema'
import { useValidityWords } from './use-entry-words'
import { hostOf, type ViewerOutcome } from './viewer-model'

/** What a viewer is told after trying this door. */
export function OutcomeBody({
  settings,
  outcome,
  onBack,
}: {
  settings: Settings
  outcome: ViewerOutcome
  onBack: () => void
}) {
  const t = useTranslations('viewer')
  const validity = useValidityWords()
  const isIn = outcome === 'pass'
  const leads = settings.type === 'external' && !isIn ? hostOf(settings.redirectUrl) : null
  return (
    <>
      <p className="viewer-verdict" data-in={isIn} role="status">
        <Icon name={isIn ? 'check' : 'cross'} small />
        {isIn ? t('inside.title') : t(`refusals.${settings.type}.${outcome}` as 'refusals.code.refuse')}
      </p>
      {isIn ? (
        <p className="viewer-quiet">{settings.type === 'pay' ? validity(settings) : t(`inside.${settings.type}`)}</p>
      ) : (
        <>
          {leads ? <p className="viewer-quiet">{t('redirected', { host: leads })}</p> : null}
          <button type="button" className="viewer-other" onClick={onBack}>
            {t('retry')}
          </button>
        </>
      )}
    </>
  )
}
