'use client'
import { zodResolver } from '@hookform/resolvers/zod'
import { useTranslations } from 'next-intl'
import { useId } from 'react'
import { useForm } from 'react-hook-form'
import type { z } from 'zod'
import { applyFieldErrors } from '@/components/form/apply-field-errors'
import { Form } from '@/components/form/form'
import { FormField } from '@/components/form/form-field'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Input } from '@/components/ui/input'
import { replayInput, type SinkView } from '@/lib/streaming/schema'
import { RefusalNotice } from '../refusal-notice'
import { useWrite } from '../use-write'
import { replaySink } from './actions'

type ReplayInput = z.input<typeof replayInput>

export function ReplayDialog({ sink, onClose }: { sink: SinkView; onClose: () => void }) {
  const t = useTranslations('streaming.replay')
  const tField = useTranslations('streaming.field')
  const formId = useId()
  const form = useForm<ReplayInput>({
    resolver: zodResolver(replayInput),
    defaultValues: { sinkId: sink.id, from: '' },
  })
  const { run, isPending, refusal } = useWrite(replaySink, () => null)
  return (
    <Dialog
      open
      onOpenChange={(next) => (next ? undefined : onClose())}
      title={t('title', { name: sink.name })}
      description={t('text')}
      actions={
        <Button type="submit" form={formId} variant="primary" pending={isPending && t('pending')}>
          {t('submit')}
        </Button>
      }
    >
      <Form
        id={formId}
        form={form}
        onSubmit={(input) =>
          run(input, onClose, ({ fieldErrors }) => (fieldErrors ? applyFieldErrors(form, fieldErrors) : undefined))
        }
        translateError={(message) => tField(message as 'date')}
        className="grid gap-4"
      >
        <RefusalNotice refusal={refusal} />
        <FormField<ReplayInput> name="from" label={t('from')}>
          <Input type="date" {...form.register('from')} />
        </FormField>
      </Form>
    </Dialog>
  )
}
