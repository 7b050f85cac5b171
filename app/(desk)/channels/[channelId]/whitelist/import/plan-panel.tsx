'use client'
import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { post } from '@/components/import/post'
import { SectionTitle } from '@/components/shell/section-title'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { RadioGroup } from '@/components/ui/radio-group'
import {
  type ListedChoice,
  listedChoices,
  type WhitelistEntryRow,
  type WhitelistPlanView,
} from '@/lib/channels/whitelist-import-schema'
import type { ActionFailure } from '@/lib/errors'
import { formatCount } from '@/lib/format'
import type { Submitted } from '@/lib/operations/submit'
import { ReasonField, Refusal } from '../reason-field'
import type { ListPlace } from '../search-params'
import { useListWrite } from '../use-list-write'
import { PlanFigures } from './plan-figures'

type Props = {
  place: ListPlace
  good: readonly { line: number; value: WhitelistEntryRow }[]
  rejectedCount: number
  fileName: string
}

type Planned = { rows: Props['good']; listed: ListedChoice; plan: WhitelistPlanView }

/** First what the good rows would do to the list as it is now, then why, then exactly those are sent. */
export function PlanPanel({ place, good, rejectedCount, fileName }: Props) {
  const t = useTranslations('whitelist')
  const router = useRouter()
  const [listed, setListed] = useState<ListedChoice>('skip')
  const [reason, setReason] = useState('')
  const [planned, setPlanned] = useState<Planned | null>(null)
  const [isPlanning, setIsPlanning] = useState(false)
  const [planRefusal, setPlanRefusal] = useState<ActionFailure | null>(null)
  const { send, isPending, errors, refusal } = useListWrite<Submitted>(({ number }) =>
    router.push(`/operations/R-${number}` as Route),
  )
  // An edit or another choice after the look makes it a plan of something else.
  const plan = planned?.rows === good && planned.listed === listed ? planned.plan : null
  const path = `/api/channels/${place.channelId}/whitelist/import`
  const content = () => ({
    ...place,
    fileName: fileName.slice(0, 200),
    listed,
    rows: good.map(({ line, value }) => ({ line, ...value })),
  })

  const look = async () => {
    setIsPlanning(true)
    setPlanRefusal(null)
    const result = await post<WhitelistPlanView>(`${path}/plan`, JSON.stringify(content()))
    setIsPlanning(false)
    if (result.ok) setPlanned({ rows: good, listed, plan: result.data })
    else setPlanRefusal(result)
  }
  const submit = (planKey: string) =>
    void send(async (requestKey) => {
      const result = await post<Submitted>(path, JSON.stringify({ ...content(), requestKey, planKey, reason }))
      if (!result.ok && result.code === 'stale_base') setPlanned(null)
      return result
    })

  return (
    <section className="grid gap-3">
      <SectionTitle>{t('import.apply')}</SectionTitle>
      {good.length === 0 ? <p className="text-ink-2">{t('import.noGoodRows')}</p> : null}
      {rejectedCount > 0 && good.length > 0 ? (
        <Notice tone="attention" title={t('import.leftOut', { count: formatCount(rejectedCount) })} />
      ) : null}
      <Field label={t('import.listed')} group>
        <RadioGroup
          stacked
          value={listed}
          onValueChange={setListed}
          options={listedChoices.map((value) => ({
            value,
            label: t(`import.choice.${value}`),
            hint: t(`import.choiceHint.${value}`),
          }))}
        />
      </Field>
      <Refusal refusal={planRefusal ?? refusal} />
      {errors.rows ? <Notice tone="danger" live title={t('import.nothing')} /> : null}
      {plan ? (
        <>
          <PlanFigures plan={plan} rejectedCount={rejectedCount} />
          {plan.writes > 0 ? (
            <div className="max-w-prose">
              <ReasonField value={reason} onChange={setReason} error={errors.reason} />
            </div>
          ) : null}
          <div>
            <Button
              variant="primary"
              icon="send"
              disabled={plan.writes === 0 || plan.busy !== null}
              pending={isPending && t('submitting')}
              onClick={() => submit(plan.planKey)}
            >
              {plan.writes === 0
                ? t('import.nothing')
                : t('import.submit', { count: formatCount(plan.counts.new + plan.counts.rename) })}
            </Button>
          </div>
        </>
      ) : (
        <div>
          <Button
            variant="primary"
            disabled={good.length === 0}
            pending={isPlanning && t('import.planning')}
            onClick={() => void look()}
          >
            {t('import.plan', { count: formatCount(good.length) })}
          </Button>
        </div>
      )}
    </section>
  )
}
