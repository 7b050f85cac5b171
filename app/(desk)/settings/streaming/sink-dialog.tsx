'use client'
import { zodResolver } from '@hookform/resolvers/zod'
import { useTranslations } from 'next-intl'
import { useId } from 'react'
import { Controller, useForm } from 'react-hook-form'
import { applyFieldErrors } from '@/components/form/apply-field-errors'
import { Form } from '@/components/form/form'
import { FormField } from '@/components/form/form-field'
import { LeaveGuard } from '@/components/shell/leave-guard'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { RadioGroup } from '@/components/ui/radio-group'
import type { ActionFailure, ActionResult } from '@/lib/errors'
import { type SinkInput, type SinkView, sinkEdit, sinkInput, sinkKinds } from '@/lib/streaming/schema'
import { RefusalNotice } from '../refusal-notice'
import { useWrite } from '../use-write'
import { addSink, updateSink } from './actions'
import { PlaceFields } from './place-fields'

const emptySink: SinkInput = {
  kind: 'webhook',
  name: '',
  url: '',
  secret: '',
  host: '',
  port: '514',
  isTls: false,
  from: 'now',
}

const valuesOf = ({ kind, name, place }: SinkView): SinkInput => ({
  ...emptySink,
  kind,
  name,
  host: place.host ?? '',
  port: String(place.port ?? 514),
  isTls: place.isTls ?? false,
})

/** Adds a sink, or changes one; its kind stays what it was. */
export function SinkDialog({ sink, onClose }: { sink?: SinkView; onClose: () => void }) {
  const t = useTranslations('streaming')
  const formId = useId()
  const form = useForm<SinkInput>({
    resolver: zodResolver(sink ? sinkEdit : sinkInput, undefined, { raw: true }),
    defaultValues: sink ? valuesOf(sink) : emptySink,
  })
  const write = ({ from, ...input }: SinkInput): Promise<ActionResult<{ id: string }>> =>
    sink ? updateSink({ ...input, sinkId: sink.id }) : addSink({ ...input, from })
  const { run, isPending, refusal } = useWrite(write, () => null)
  const submit = (input: SinkInput) =>
    run(input, onClose, ({ fieldErrors }: ActionFailure) =>
      fieldErrors ? applyFieldErrors(form, fieldErrors) : undefined,
    )
  return (
    <Dialog
      open
      keeps={form.formState.isDirty}
      onOpenChange={(next) => (next ? undefined : onClose())}
      title={sink ? t('edit.title', { name: sink.name }) : t('dialog.title')}
      description={t(sink ? 'edit.text' : 'dialog.text')}
      actions={
        <Button type="submit" form={formId} variant="primary" pending={isPending && t('dialog.pending')}>
          {t(sink ? 'edit.submit' : 'dialog.submit')}
        </Button>
      }
    >
      <Form
        id={formId}
        form={form}
        onSubmit={submit}
        translateError={(message) => t(`field.${message}` as 'field.required')}
        className="grid gap-4"
      >
        <RefusalNotice refusal={refusal} />
        <LeaveGuard when={form.formState.isDirty} />
        {sink ? null : (
          <Controller
            control={form.control}
            name="kind"
            render={({ field }) => (
              <Field label={t('dialog.kind')} group>
                <RadioGroup
                  stacked
                  value={field.value}
                  onValueChange={field.onChange}
                  options={sinkKinds.map((kind) => ({
                    value: kind,
                    label: t(`kind.${kind}`),
                    hint: t(`kindHint.${kind}`),
                  }))}
                />
              </Field>
            )}
          />
        )}
        <FormField<SinkInput> name="name" label={t('dialog.name')} max={60}>
          <Input autoComplete="off" {...form.register('name')} />
        </FormField>
        <PlaceFields isNew={!sink} />
        {sink ? null : (
          <Controller
            control={form.control}
            name="from"
            render={({ field }) => (
              <Field label={t('dialog.from')} group>
                <RadioGroup
                  value={field.value}
                  onValueChange={field.onChange}
                  options={[
                    { value: 'now', label: t('dialog.fromNow') },
                    { value: 'start', label: t('dialog.fromStart') },
                  ]}
                />
              </Field>
            )}
          />
        )}
      </Form>
    </Dialog>
  )
}
