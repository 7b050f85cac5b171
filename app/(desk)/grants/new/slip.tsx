'use client'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Kbd } from '@/components/ui/kbd'
import { Mono } from '@/components/ui/mono'
import { Notice } from '@/components/ui/notice'
import { Textarea } from '@/components/ui/textarea'
import type { ActionFailure } from '@/lib/errors'
import { countCodePoints, formatCount } from '@/lib/format'
import type { GrantPlan } from '@/lib/grants/plan-schema'
import type { PlanSummary } from '@/lib/grants/plan-summary-schema'
import { MOST_CELLS } from '@/lib/grants/schema'
import type { LicenseeView } from '@/lib/licensees/schema'
import type { Missing } from './composer'
import type { Draft } from './draft'
import { SlipChecks } from './slip-checks'
import { SlipCounts } from './slip-counts'
import { SlipRefusal, UpstreamDetail } from './slip-refusal'

type SlipProps = {
  draft: Draft
  /** S-311, once it has been saved. */
  number: number | null
  plan: GrantPlan | null
  summary: PlanSummary | null
  planRefusal: ActionFailure | null
  onReplan: () => void
  /** What is still missing, as message keys. */
  missing: readonly Missing[]
  isTried: boolean
  mayWrite: boolean
  isReady: boolean
  isSubmitting: boolean
  refusal: ActionFailure | null
  now: number
  findLicensee: (appid: string) => LicenseeView
  onDrop: (appids: string[]) => void
  onReason: (reason: string) => void
  onSubmit: () => void
}

export function Slip(props: SlipProps) {
  const { draft, plan, summary, missing, isTried } = props
  const t = useTranslations('grants')
  const tSlip = useTranslations('composer.slip')
  const reasonLength = countCodePoints(draft.reason.trim())
  const reasonError =
    reasonLength > 500 ? t('error.reasonLong') : isTried && reasonLength < 2 ? t('error.reasonShort') : undefined
  const toSend = summary?.toSend ?? 0
  return (
    <aside
      aria-label={t('slip.title')}
      className="flex flex-col bg-surface px-6 pb-5 shadow-lift max-tablet:px-4 desk:sticky desk:top-(--bar) desk:max-h-[calc(100dvh-var(--bar))] desk:overflow-y-auto"
    >
      <p className="flex items-center gap-2 pt-3 text-12 text-ink-3">
        {t('slip.title')}
        {props.number ? <Mono>S-{props.number}</Mono> : null}
      </p>
      <SlipCounts plan={summary} dramas={draft.dramaIds.length} licensees={draft.appids.length} />
      <div className="mt-4 grid gap-4">
        <Field
          id="field-reason"
          label={t('slip.reason')}
          hint={t('slip.reasonNote')}
          error={reasonError}
          count={{ value: draft.reason, max: 500 }}
        >
          <Textarea rows={2} value={draft.reason} onChange={(event) => props.onReason(event.target.value)} />
        </Field>
        {plan && summary ? (
          <section aria-label={t('slip.checks')}>
            <h3 className="mb-1 font-serif text-13 font-semibold">{t('slip.checks')}</h3>
            <SlipChecks
              plan={plan}
              summary={summary}
              draft={draft}
              now={props.now}
              findLicensee={props.findLicensee}
              onDrop={props.onDrop}
            />
          </section>
        ) : null}
        {props.planRefusal ? (
          <Notice
            tone="danger"
            live
            title={t('refusal.plan')}
            action={
              <Button size="sm" onClick={props.onReplan}>
                {t('refusal.retry')}
              </Button>
            }
          >
            <p>{t('refusal.planHint')}</p>
            <UpstreamDetail refusal={props.planRefusal} />
          </Notice>
        ) : null}
        {isTried && missing.length > 0 ? (
          <Notice
            tone="attention"
            live
            title={missing
              .map((key) =>
                key === 'cells' ? tSlip('tooManyCells', { most: formatCount(MOST_CELLS) }) : t(`slip.need.${key}`),
              )
              .join('；')}
          />
        ) : null}
        {props.refusal ? <SlipRefusal refusal={props.refusal} /> : null}
      </div>
      <div className="mt-4 grid gap-2">
        <Button
          variant="primary"
          size="lg"
          className="w-full justify-between"
          disabled={!props.mayWrite || (missing.length === 0 && !props.isReady)}
          pending={props.isSubmitting && t('slip.submitting')}
          onClick={props.onSubmit}
        >
          {toSend > 0 ? t('slip.submit', { count: formatCount(toSend) }) : t('slip.submitEmpty')}
          <span className="coarse:hidden max-tablet:hidden">
            <Kbd>Ctrl ↵</Kbd>
          </span>
        </Button>
        <p className="text-12 text-ink-3">
          {props.mayWrite ? (plan && toSend === 0 ? t('slip.nothing') : t('slip.after')) : t('compose.readOnly')}
        </p>
      </div>
    </aside>
  )
}
