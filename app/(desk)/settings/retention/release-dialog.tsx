'use client'
import { zodResolver } from '@hookform/resolvers/zod'
import { useTranslations } from 'next-intl'
import { useId } from 'react'
import { useForm } from 'react-hook-form'
import { Form } from '@/components/form/form'
import { FormField } from '@/components/form/form-field'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Textarea } from '@/components/ui/textarea'
import { type ReleaseInput, releaseInput } from '@/lib/retention/schema'
import { RefusalNotice } from '../refusal-notice'
import { useWrite } from '../use-write'
import { releaseHold } from './actions'

export function ReleaseDialog({ holdId, onClose }: { holdId: string; onClose: () => void }) {
  const t = useTranslations('retention.releaseHold')
  const tField = useTranslations('retention.field')
  const formId = useId()
  const form = useForm<ReleaseInput>({ resolver: zodResolver(releaseInput), defaultValues: { holdId, reason: '' } })
  const { run, isPending, refusal } = useWrite(releaseHold, ({ code }) => (code === 'not_found' ? t('already') : null))
  return (
    <Dialog
      open
      onOpenChange={(next) => (next ? undefined : onClose())}
      title={t('title')}
      description={t('description')}
      actions={
        <Button type="submit" form={formId} variant="danger" pending={isPending && t('pending')}>
          {t('submit')}
        </Button>
      }
    >
      <Form
        id={formId}
        form={form}
        onSubmit={(input) => run(input, onClose)}
        translateError={(message) => tField(message as 'required')}
        className="grid gap-4"
      >
        <RefusalNotice refusal={refusal} />
        <FormField<ReleaseInput> name="reason" label={t('reason')} max={500}>
          <Textarea rows={2} {...form.register('reason')} />
        </FormField>
      </Form>
    </Dialog>
  )
}
