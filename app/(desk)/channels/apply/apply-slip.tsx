'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Mono } from '@/components/ui/mono'
import { Notice } from '@/components/ui/notice'
import { Progress } from '@/components/ui/progress'
import { RadioGroup } from '@/components/ui/radio-group'
import { RelativeTime } from '@/components/ui/relative-time'
import { Textarea } from '@/components/ui/textarea'
import { PLAN_AGE_MS } from '@/lib/channels/apply-schema'
import type { ChangeView, PlanLine } from '@/lib/channels/apply-views-schema'
import { REASON_MAX } from '@/lib/channels/form-schema'
import type { ActionFailure } from '@/lib/errors'
import { countCodePoints, formatCount, formatDateTime } from '@/lib/format'
import { ScheduleFields, type When } from '../schedules/schedule-fields'
import { SlipFigures } from './slip-figures'
import { SlipRefusal } from './slip-refusal'

type Props = {
  view: ChangeView
  lines: readonly PlanLine[]
  progress: { state: ChangeView['plan']['state']; read: number; total: number; error: string | null }
  predictedMs: number
  isBusy: boolean
  /** The change is no longer what was planned. */
  isChanged: boolean
  readOnly: boolean
  refusal: ActionFailure | null
  now: string
  onReplan: () => void
  onSubmit: (reason: string) => void
  onSchedule: (reason: string, when: When) => void
}

/** What the change comes to, and the one button that does the next thing. */
export function ApplySlip(props: Props) {
  const { view, lines, progress, predictedMs, isBusy, isChanged, readOnly, refusal, now } = props
  const t = useTranslations('apply.slip')
  const tErrors = useTranslations('channels.errors')
  const former = view.reschedules
  const [reason, setReason] = useState(former?.reason ?? '')
  const [isTried, setTried] = useState(false)
  const [isLater, setLater] = useState(former !== null)
  const [when, setWhen] = useState<When>({
    dueAt: former ? formatDateTime(former.dueAt) : '',
    ifMoved: former?.ifMoved ?? 'refuse',
  })
  const isPlanning = progress.state === 'planning'
  const isPlanned = progress.state === 'planned' && !isChanged
  const toSend = lines.filter((line) => line.effect === 'change').length
  const moved = lines.filter((line) => line.hasMoved).length
  const isOld = view.plan.plannedAt !== null && Date.parse(now) - Date.parse(view.plan.plannedAt) > PLAN_AGE_MS
  const problem =
    reason.trim() === '' ? 'reasonRequired' : countCodePoints(reason) > REASON_MAX ? 'reasonTooLong' : null
  const submit = () => {
    setTried(true)
    if (problem !== null) return
    if (isLater) props.onSchedule(reason.trim(), when)
    else props.onSubmit(reason.trim())
  }
  return (
    <aside
      aria-label={t('title')}
      className="flex flex-col bg-surface px-6 pb-5 shadow-lift max-tablet:px-4 desk:sticky desk:top-(--bar) desk:max-h-[calc(100dvh-var(--bar))] desk:min-h-[calc(100dvh-var(--bar)-var(--page-head))] desk:overflow-y-auto"
    >
      <p className="flex items-center gap-2 pt-3 text-12 text-ink-3">
        {t('title')}
        {view.parentNumber ? (
          <span>
            {t('retryOf')} <Mono>R-{view.parentNumber}</Mono>
          </span>
        ) : null}
      </p>
      <SlipFigures lines={isPlanned ? lines : []} total={progress.total} predictedMs={predictedMs} />
      {isPlanning ? (
        <div role="status" className="mt-3">
          <Progress label={t('planning')} done={progress.read} total={progress.total} />
          <p className="mt-1 text-12 text-ink-3">{t('planningNote')}</p>
        </div>
      ) : null}
      {isPlanned && view.plan.plannedAt ? (
        <p className="mt-2 flex flex-wrap items-center gap-x-2 text-12 text-ink-3">
          {t.rich('plannedAt', { when: () => <RelativeTime at={view.plan.plannedAt ?? now} now={now} /> })}
          {readOnly ? null : (
            <button type="button" className="link" onClick={props.onReplan} disabled={isBusy}>
              {t('replan')}
            </button>
          )}
        </p>
      ) : null}
      <div className="mt-3 grid gap-3 empty:hidden">
        {isPlanned && isOld ? <Notice tone="attention" title={t('old')} /> : null}
        {isPlanned && moved > 0 ? <Notice tone="outside" title={t('moved', { count: formatCount(moved) })} /> : null}
        {progress.state === 'failed' ? (
          <Notice tone="danger" live title={t('failed')}>
            {progress.error}
          </Notice>
        ) : null}
        {isChanged && !isPlanning ? <Notice title={t('changed')} /> : null}
        {refusal ? <SlipRefusal refusal={refusal} /> : null}
      </div>
      {isPlanned && !readOnly ? (
        <div className="mt-4 grid gap-3">
          {former ? null : (
            <RadioGroup
              ariaLabel={t('when')}
              value={isLater ? 'later' : 'now'}
              onValueChange={(value) => setLater(value === 'later')}
              options={[
                { value: 'now', label: t('now') },
                { value: 'later', label: t('later') },
              ]}
            />
          )}
          {isLater ? <ScheduleFields value={when} onChange={setWhen} problem={refusal?.fieldErrors?.dueAt} /> : null}
          <Field
            id="field-reason"
            label={t('reason')}
            hint={t('reasonNote')}
            error={isTried && problem ? tErrors(problem) : undefined}
            count={{ value: reason, max: REASON_MAX }}
          >
            <Textarea rows={2} value={reason} onChange={(event) => setReason(event.target.value)} />
          </Field>
        </div>
      ) : null}
      <div className="mt-4 grid gap-2">
        {isPlanned ? (
          <Button
            variant="primary"
            size="lg"
            disabled={readOnly || toSend === 0}
            pending={isBusy && t('submitting')}
            onClick={submit}
          >
            {toSend > 0
              ? t(former ? 'reschedule' : isLater ? 'schedule' : 'submit', { count: formatCount(toSend) })
              : t('nothing')}
          </Button>
        ) : (
          <Button
            type="submit"
            variant="primary"
            size="lg"
            disabled={readOnly || isPlanning}
            pending={isBusy && t('asking')}
          >
            {t('plan', { count: formatCount(progress.total) })}
          </Button>
        )}
        <p className="text-12 text-ink-3">
          {t(readOnly ? 'readOnly' : isPlanned ? (isLater ? 'afterLater' : 'after') : 'planNote')}
        </p>
      </div>
    </aside>
  )
}
