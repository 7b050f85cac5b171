'use client'
import { useTranslations } from 'next-intl'
import { useRef, useState } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import { applyFieldErrors } from '@/components/form/apply-field-errors'
import { Form } from '@/components/form/form'
import { LeaveGuard } from '@/components/shell/leave-guard'
import { SectionTitle } from '@/components/shell/section-title'
import { Notice } from '@/components/ui/notice'
import { variablesOf } from '@/lib/channels/apply-schema'
import type { ChangeView } from '@/lib/channels/apply-views-schema'
import { formatDateTime } from '@/lib/format'
import { ApplySlip } from './apply-slip'
import { ChangeEditor } from './change-editor'
import { ChannelsSection } from './channels-section'
import { type EditorValues, serverJudges, toChange, toEditorValues } from './editor-values'
import { PlanSection } from './plan-section'
import { TemplateChoice } from './template-choice'
import { useApply } from './use-apply'
import { type Filled, ValuesSection } from './values-section'

type Props = {
  view: ChangeView
  templates: readonly { id: string; name: string }[]
  predictedMs: number
  mayWrite: boolean
  isClosed: boolean
  now: string
}

/** Channels, the change, what was left open, and what it would do to each; the slip beside it says what it costs. */
export function ApplyForm({ view, templates, predictedMs, mayWrite, isClosed, now }: Props) {
  const t = useTranslations('apply')
  const tChannels = useTranslations('channels')
  const form = useForm<EditorValues>({ resolver: serverJudges, defaultValues: toEditorValues(view.content) })
  const values = useWatch({ control: form.control }) as EditorValues
  const [filled, setFilled] = useState<Filled>(() => filledOf(view))
  const [valueErrors, setValueErrors] = useState<Record<string, string>>({})
  const { isBusy, refusal, progress, plan, replan, choose, submit, schedule } = useApply(view)
  const change = toChange(values)
  const variables = variablesOf(change)
  const present = JSON.stringify([change, filled])
  const planned = useRef(view.plan.number > 0 ? present : null)
  const isChanged = planned.current !== null && planned.current !== present
  const former = view.reschedules
  const readOnly = !mayWrite || view.operationNumber !== null || view.isScheduled || former?.isOpen === false
  const kept = view.items.filter((item) => !item.isRemoved)
  const lines = progress.state === 'planned' ? view.plan.lines : []

  const tryOut = async () => {
    form.clearErrors()
    setValueErrors({})
    for (const rank of ['primary', 'secondary'] as const) {
      if (values.modes[rank] === 'set' && values[rank].type === null)
        return form.setError(`${rank}.type`, { type: 'rule', message: 'typeRequired' })
    }
    const own = Object.fromEntries(
      Object.entries(filled.own).filter(([id]) => kept.some((item) => item.channelId === id)),
    )
    const result = await plan({ content: change, shared: filled.shared, own })
    if (result.ok) {
      planned.current = present
      return
    }
    const errors = Object.entries(result.fieldErrors ?? {})
    const isValue = ([key]: [string, string]) => key.startsWith('shared.') || key.startsWith('own.')
    setValueErrors(Object.fromEntries(errors.filter(isValue)))
    applyFieldErrors(form, Object.fromEntries(errors.filter((entry) => !isValue(entry))))
  }
  return (
    <Form
      form={form}
      onSubmit={tryOut}
      translateError={(message) => tChannels(`errors.${message}` as 'errors.required')}
      className="grid desk:grid-cols-[minmax(0,1fr)_380px]"
    >
      <LeaveGuard when={!readOnly && isChanged} />
      <div className="min-w-0 px-6 pt-2 pb-10 max-tablet:px-4">
        {view.operationNumber === null ? null : (
          <Notice title={t('submitted', { reference: `R-${view.operationNumber}` })} className="mb-4" />
        )}
        {view.isScheduled ? (
          <Notice title={t('scheduled')} className="mb-4" />
        ) : former ? (
          <Notice
            tone="attention"
            title={t(former.isOpen ? 'reschedules' : 'reschedulesNot', { time: formatDateTime(former.dueAt) })}
            className="mb-4"
          />
        ) : null}
        {isClosed ? (
          <Notice tone="danger" title={tChannels('closed.title')} className="mb-4">
            {tChannels('closed.text')}
          </Notice>
        ) : null}
        <ChannelsSection items={view.items} isBusy={isBusy} readOnly={readOnly} onChoose={choose} />
        <section aria-label={t('editor.title')} className="mt-4">
          <SectionTitle
            note={t('editor.note')}
            actions={
              readOnly ? null : <TemplateChoice changeId={view.id} templates={templates} chosen={view.templateId} />
            }
          >
            {t('editor.title')}
          </SectionTitle>
          <ChangeEditor secrets={view.content?.secrets ?? []} readOnly={readOnly} />
        </section>
        {variables.length > 0 ? (
          <ValuesSection
            variables={variables}
            channels={kept.map(({ channelId, name, own }) => ({ channelId, name, ownSecrets: own.secrets }))}
            sharedSecrets={view.shared.secrets}
            filled={filled}
            onFill={setFilled}
            errors={valueErrors}
          />
        ) : null}
        {lines.length > 0 ? (
          <PlanSection lines={lines} readOnly={readOnly} onRemove={(remove) => choose({ add: [], remove })} />
        ) : null}
      </div>
      <ApplySlip
        view={view}
        lines={lines}
        progress={progress}
        predictedMs={predictedMs}
        isBusy={isBusy}
        isChanged={isChanged}
        readOnly={readOnly || isClosed}
        refusal={refusal}
        now={now}
        onReplan={replan}
        onSubmit={submit}
        onSchedule={schedule}
      />
    </Form>
  )
}

const filledOf = (view: ChangeView): Filled => ({
  shared: { ...view.shared.values },
  own: Object.fromEntries(
    view.items
      .filter((item) => Object.keys(item.own.values).length > 0)
      .map((item) => [item.channelId, { ...item.own.values }]),
  ),
})
