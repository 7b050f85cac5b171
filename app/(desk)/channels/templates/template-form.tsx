'use client'
import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { type FieldPath, useForm } from 'react-hook-form'
import { applyFieldErrors } from '@/components/form/apply-field-errors'
import { Form } from '@/components/form/form'
import { FormField } from '@/components/form/form-field'
import { LeaveGuard } from '@/components/shell/leave-guard'
import { settle } from '@/components/shell/reach'
import { SectionTitle } from '@/components/shell/section-title'
import { Button, ButtonLink } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { Notice } from '@/components/ui/notice'
import type { ChannelChange } from '@/lib/channels/apply-schema'
import { rankNames } from '@/lib/channels/form-schema'
import { TEMPLATE_NAME_MAX, TEMPLATE_NOTE_MAX, type TemplateView } from '@/lib/channels/template-schema'
import type { ActionFailure } from '@/lib/errors'
import { ChangeEditor } from '../apply/change-editor'
import { type EditorValues, serverJudges, toChange, toEditorValues } from '../apply/editor-values'
import { addTemplate, updateTemplate } from './actions'

type Values = EditorValues & { name: string; note: string }
type Props = { template: TemplateView | null; start: ChannelChange | null; mayWrite: boolean }

/** A template's name and doors; a code or key that is kept is never shown, and stays unless another is typed. */
export function TemplateForm({ template, start, mayWrite }: Props) {
  const t = useTranslations('templates')
  const tChannels = useTranslations('channels')
  const tErrors = useTranslations('errors')
  const router = useRouter()
  const [refusal, setRefusal] = useState<ActionFailure | null>(null)
  const [isSaving, setSaving] = useState(false)
  const [isSaved, setSaved] = useState(false)
  const form = useForm<Values>({
    resolver: serverJudges,
    defaultValues: {
      ...toEditorValues(template?.content ?? start),
      name: template?.name ?? '',
      note: template?.note ?? '',
    },
  })
  const readOnly = !mayWrite || (template?.isArchived ?? false)
  const save = async (values: Values) => {
    setRefusal(null)
    for (const rank of rankNames) {
      if (values.modes[rank] === 'set' && values[rank].type === null)
        return form.setError(`${rank}.type` as FieldPath<Values>, { type: 'rule', message: 'typeRequired' })
    }
    setSaving(true)
    const facts = { name: values.name, note: values.note, content: toChange(values) }
    const result = await settle(() =>
      template ? updateTemplate({ ...facts, id: template.id, version: template.version }) : addTemplate(facts),
    )
    setSaving(false)
    if (result.ok) {
      setSaved(true)
      return router.push('/channels/templates' as Route)
    }
    if (result.fieldErrors) applyFieldErrors(form, result.fieldErrors)
    if (!result.fieldErrors || result.fieldErrors.change) setRefusal(result)
  }
  return (
    <Form
      form={form}
      onSubmit={save}
      translateError={(message) =>
        t.has(`problem.${message}` as 'problem.nameTaken')
          ? t(`problem.${message}` as 'problem.nameTaken')
          : tChannels(`errors.${message}` as 'errors.required')
      }
      className="px-6 pt-3 pb-12 max-tablet:px-4"
    >
      <LeaveGuard when={form.formState.isDirty && !isSaved && !readOnly} />
      {template?.isArchived ? <Notice title={t('isArchived')} className="mb-4" /> : null}
      <div className="grid gap-4 tablet:grid-cols-2">
        <FormField<Values> name="name" label={t('name')} max={TEMPLATE_NAME_MAX}>
          <Input autoComplete="off" disabled={readOnly} {...form.register('name')} />
        </FormField>
        <FormField<Values> name="note" label={t('note')} max={TEMPLATE_NOTE_MAX} optional={t('optional')}>
          <Input autoComplete="off" disabled={readOnly} {...form.register('note')} />
        </FormField>
      </div>
      <section aria-label={t('doors')} className="mt-5">
        <SectionTitle note={t('doorsNote')}>{t('doors')}</SectionTitle>
        <ChangeEditor secrets={template?.content.secrets ?? []} readOnly={readOnly} />
      </section>
      {refusal ? (
        <Notice
          tone="danger"
          live
          className="mt-4"
          title={
            refusal.fieldErrors?.change
              ? t('problem.nothingChosen')
              : refusal.code === 'conflict'
                ? t('overtaken')
                : tErrors(refusal.code)
          }
        >
          {t('kept')}
        </Notice>
      ) : null}
      <div className="mt-5 flex flex-wrap items-center gap-2">
        {mayWrite && !template?.isArchived ? (
          <Button type="submit" variant="primary" pending={isSaving && t('saving')}>
            {t(template ? 'save' : 'saveNew')}
          </Button>
        ) : null}
        <ButtonLink href={'/channels/templates' as Route}>{t('back')}</ButtonLink>
        <p className="text-12 text-ink-3">{t(mayWrite ? 'saveNote' : 'readOnly')}</p>
      </div>
    </Form>
  )
}
