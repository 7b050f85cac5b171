'use client'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Icon } from '@/components/ui/icon'
import { formatClock, parseBeijingDateTime } from '@/lib/format'
import type { GrantPlan } from '@/lib/grants/plan-schema'
import type { PlanSummary } from '@/lib/grants/plan-summary-schema'
import type { LicenseeView } from '@/lib/licensees/schema'
import type { Draft } from './draft'

const DAY_MS = 86_400_000

type SlipChecksProps = {
  plan: GrantPlan
  summary: PlanSummary
  draft: Draft
  now: number
  findLicensee: (appid: string) => LicenseeView
  onDrop: (appids: string[]) => void
}

/** What is fine and what deserves a second look before submitting. */
export function SlipChecks({ plan, summary, draft, now, findLicensee, onDrop }: SlipChecksProps) {
  const t = useTranslations('grants.slip.check')
  const expiresAt = draft.kind === 'date' ? parseBeijingDateTime(draft.at) : null
  const refused = plan.licensees.filter((licensee) => licensee.lastRefusalCode).map((licensee) => licensee.appid)
  const holders = plan.licensees.filter((licensee) => licensee.hasAccountGrant)
  const overrun = plan.licensees.filter(({ appid }) => {
    const endsOn = findLicensee(appid).contractEndsOn
    return endsOn !== null && (expiresAt === null || expiresAt.getTime() > Date.parse(`${endsOn}T23:59:59+08:00`))
  })
  return (
    <ul className="grid gap-1">
      {expiresAt ? (
        <Check fine>{t('floor', { days: Math.floor((expiresAt.getTime() - now) / DAY_MS) })}</Check>
      ) : (
        <Check>{t('permanent')}</Check>
      )}
      {expiresAt ? <Check fine>{t('noPermanent')}</Check> : null}
      {summary.counts.shorten > 0 ? <Check>{t('shorten', { count: summary.counts.shorten })}</Check> : null}
      {overrun.length > 0 ? <Check>{t('contract', { count: overrun.length })}</Check> : null}
      {holders.length > 0 ? <Check>{t('account', { count: holders.length })}</Check> : null}
      {refused.length > 0 ? (
        <Check
          action={
            <button type="button" className="link" onClick={() => onDrop(refused)}>
              {t('drop')}
            </button>
          }
        >
          {t('refused', { count: refused.length })}
        </Check>
      ) : null}
      <Check fine>
        {t('planned', { time: formatClock(plan.plannedAt), catalogue: formatClock(plan.catalogueAt) })}
      </Check>
    </ul>
  )
}

function Check({ fine, children, action }: { fine?: boolean; children: ReactNode; action?: ReactNode }) {
  return (
    <li className="flex gap-2">
      <Icon
        name={fine ? 'check' : 'warning'}
        small
        className={fine ? 'mt-[3px] text-malachite' : 'mt-[3px] text-orpiment'}
      />
      <span>{children}</span>
      {action ? <span className="ml-auto">{action}</span> : null}
    </li>
  )
}
