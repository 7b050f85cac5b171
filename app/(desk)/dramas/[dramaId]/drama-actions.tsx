import type { Route } from 'next'
import { useTranslations } from 'next-intl'
import { ButtonLink } from '@/components/ui/button'
import type { DramaFacts } from '@/lib/dramas/describe-drama'
import { RenewButton } from '../../grants/renew-button'
import { writeSelectionSearch } from '../../grants/search-params'
import { AddToSlip } from '../../slip-dock/add-to-slip'
import { StartGrantButton } from '../start-grant-button'
import { RefreshDrama } from './refresh-drama'

/** Everything here opens a preview; nothing is sent from this page. */
export function DramaActions({ drama, hasHolders }: { drama: DramaFacts; hasHolders: boolean }) {
  const t = useTranslations('dramas.page')
  const { connectionId, dramaId } = drama
  return (
    <>
      <RefreshDrama connectionId={connectionId} dramaId={dramaId} />
      {hasHolders ? (
        <>
          <ButtonLink
            href={
              writeSelectionSearch('/grants/revoke', { connection: connectionId, drama: dramaId, all: '1' }) as Route
            }
            icon="minus"
          >
            {t('revoke')}
          </ButtonLink>
          <RenewButton connectionId={connectionId} selection={{ kind: 'filter', filter: { q: '', drama: dramaId } }} />
        </>
      ) : null}
      <AddToSlip connectionId={connectionId} choice={{ dramaIds: [dramaId] }} />
      <StartGrantButton connectionId={connectionId} dramaIds={[dramaId]} variant="primary">
        {t('grant')}
      </StartGrantButton>
    </>
  )
}
