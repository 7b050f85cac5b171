'use client'
import type { Route } from 'next'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { useRef, useState, useTransition } from 'react'
import { LeaveGuard } from '@/components/shell/leave-guard'
import { mayBeTaken, settle } from '@/components/shell/reach'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { Textarea } from '@/components/ui/textarea'
import type { ActionFailure } from '@/lib/errors'
import { countCodePoints, formatCount, formatEstimate } from '@/lib/format'
import type { RetryPlan } from '@/lib/grants/retry-schema'
import { retryOperation } from '../actions'
import { OtherDate } from './other-date'
import { RetryRefusal } from './retry-refusal'

type RetrySlipProps = {
  operationId: string
  causes: readonly string[]
  plan: RetryPlan | null
  planRefusal: ActionFailure | null
  /** The parent's, offered again. */
  reason: string
  running: number | null
  mayWrite: boolean
  isGrant: boolean
}

export function RetrySlip({
  operationId,
  causes,
  plan,
  planRefusal,
  running,
  mayWrite,
  isGrant,
  ...rest
}: RetrySlipProps) {
  const t = useTranslations('receipt.retry')
  const router = useRouter()
  const requestKey = useRef('')
  const [reason, setReason] = useState(rest.reason)
  const [isTried, setIsTried] = useState(false)
  const [refusal, setRefusal] = useState<ActionFailure | null>(null)
  const [isPending, startTransition] = useTransition()
  const length = countCodePoints(reason.trim())
  const reasonError = length > 500 ? t('error.reasonLong') : isTried && length < 2 ? t('error.reasonShort') : undefined
  const toSend = plan?.toSend ?? 0
  const submit = () => {
    setIsTried(true)
    if (!plan || length < 2 || length > 500) return
    requestKey.current ||= crypto.randomUUID()
    const input = { operationId, causes: [...causes], planKey: plan.planKey, reason, requestKey: requestKey.current }
    startTransition(async () => {
      const result = await settle(() => retryOperation(input))
      if (result.ok) {
        router.push(`/operations/R-${result.data.number}` as Route)
        return
      }
      if (!mayBeTaken(result.code)) requestKey.current = ''
      setRefusal(result)
      if (result.code === 'stale_base') router.refresh()
    })
  }
  return (
    <aside aria-label={t('slip')} className="desk:sticky desk:top-[calc(var(--bar)+16px)] desk:self-start">
      <Counts plan={plan} />
      <div className="mt-4 grid gap-4">
        <LeaveGuard when={reason !== rest.reason && !isPending} />
        {running === null ? null : (
          <Notice tone="attention" title={t('running', { reference: `R-${running}` })}>
            <Link href={`/operations/R-${running}` as Route} className="link">
              {t('openRunning')}
            </Link>
          </Notice>
        )}
        {planRefusal ? <RetryRefusal refusal={planRefusal} title={t('planRefused')} /> : null}
        <Field
          id="field-reason"
          label={t('reason')}
          hint={t('reasonHint')}
          error={reasonError}
          count={{ value: reason, max: 500 }}
        >
          <Textarea rows={2} value={reason} onChange={(event) => setReason(event.target.value)} disabled={!mayWrite} />
        </Field>
        {refusal ? <RetryRefusal refusal={refusal} /> : null}
        <Button
          variant="primary"
          size="lg"
          className="w-full"
          disabled={!mayWrite || toSend === 0 || running !== null}
          pending={isPending && t('submitting')}
          onClick={submit}
        >
          {toSend > 0 ? t('submit', { count: formatCount(toSend) }) : t('submitNone')}
        </Button>
        <p className="text-12 text-ink-3">
          {mayWrite ? t(causes.length === 0 ? 'choose' : toSend === 0 ? 'nothingToSend' : 'after') : t('readOnly')}
        </p>
        {mayWrite && isGrant ? <OtherDate operationId={operationId} causes={causes} /> : null}
      </div>
    </aside>
  )
}

function Counts({ plan }: { plan: RetryPlan | null }) {
  const t = useTranslations('receipt.retry')
  const locale = useLocale()
  const rows = [
    { key: 'send', value: plan?.toSend },
    { key: 'same', value: plan?.counts.same },
    { key: 'blocked', value: plan?.counts.blocked },
    { key: 'licensees', value: plan?.licensees },
    { key: 'calls', value: plan?.calls },
    { key: 'reads', value: plan?.reads },
  ] as const
  return (
    <dl className="border-t border-ink">
      {rows.map(({ key, value }) => (
        <div key={key} className="flex h-[34px] items-center border-b border-line-soft">
          <dt>{t(`count.${key}`)}</dt>
          <dd className="ml-auto text-16 font-semibold">{value === undefined ? '—' : formatCount(value)}</dd>
        </div>
      ))}
      <div className="flex h-[34px] items-center border-b border-line">
        <dt>{t('count.time')}</dt>
        <dd className="ml-auto font-semibold">{plan ? formatEstimate(plan.predictedMs, locale) : '—'}</dd>
      </div>
    </dl>
  )
}
