import { useTranslations } from 'next-intl'
import { CountsBar } from '@/components/operation/counts-bar'
import { ExpiryRibbon } from '@/components/operation/expiry-ribbon'
import { Seal, type SealState } from '@/components/operation/seal'
import { SealMark } from '@/components/operation/seal-mark'
import { VerdictBadge } from '@/components/operation/verdict-badge'
import { DocumentRule } from '@/components/shell/document-rule'
import { Door, type DoorState } from '@/components/ui/doors'
import { State, type StateName } from '@/components/ui/state'

const seals: SealState[] = ['verified', 'partial', 'mismatch', 'unknown']
const doors: DoorState[] = ['open', 'closed', 'unavailable']
const states: StateName[] = [
  'verified',
  'partial',
  'failed',
  'unknown',
  'mismatch',
  'drift',
  'denied',
  'sensitive',
  'skipped',
  'blocked',
  'warning',
  'running',
  'queued',
  'scheduled',
  'cancelled',
]

export function MarksSample() {
  const t = useTranslations('design')
  return (
    <div className="grid gap-6 pt-2">
      <div className="sheet">
        <DocumentRule />
        <div className="grid grid-cols-4 max-tablet:grid-cols-2 max-phone:grid-cols-1">
          {seals.map((state) => (
            <div key={state} className="grid justify-items-center gap-3 border-l border-line-soft py-6 first:border-0">
              <Seal state={state} rim="汀洲内容回执核验" reference="R-2041" day="20261121" label={t(`seal.${state}`)} />
              <VerdictBadge verdict={state} />
              <span className="flex items-center gap-2 text-12 text-ink-2">
                <SealMark state={state} />
                {t(`seal.${state}`)}
              </span>
            </div>
          ))}
        </div>
      </div>
      <CountsBar
        label={t('counts')}
        totalLabel={t('total')}
        counts={[
          { kind: 'verified', value: 2778 },
          { kind: 'failed', value: 12 },
          { kind: 'unknown', value: 0 },
          { kind: 'skipped', value: 150 },
          { kind: 'blocked', value: 60 },
        ]}
      />
      <ExpiryRibbon now="2026-11-21T06:00:00Z" expiresAt="2027-03-31T15:59:00Z" formerExpiry="2026-12-31T15:59:00Z" />
      <ExpiryRibbon now="2026-11-21T06:00:00Z" expiresAt={null} />
      <div className="flex flex-wrap gap-x-8 gap-y-2">
        {states.map((name) => (
          <State key={name} name={name} />
        ))}
      </div>
      <div className="flex flex-wrap gap-9">
        {doors.map((state) => (
          <figure key={state} className="grid justify-items-center gap-2 text-12 text-ink-2">
            <Door state={state} />
            <figcaption>{t(`door.${state}`)}</figcaption>
          </figure>
        ))}
      </div>
    </div>
  )
}
