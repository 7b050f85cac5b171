'use client'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { settle } from '@/components/shell/reach'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { Textarea } from '@/components/ui/textarea'
import { REASON_MAX } from '@/lib/channels/form-schema'
import type { ScheduleView } from '@/lib/channels/schedule-schema'
import type { ActionFailure } from '@/lib/errors'
import { formatDateTime } from '@/lib/format'
import { updateSchedule } from './actions'
import { ScheduleFields, type When } from './schedule-fields'
import { useRefusedText } from './use-refused-text'

/** Another time, reason or rule; what is to be done stays. */
export function EditDialog({ schedule, onClose }: { schedule: ScheduleView; onClose: () => void }) {
  const t = useTranslations('schedules')
  const tChannels = useTranslations('channels.errors')
  const refusedText = useRefusedText()
  const router = useRouter()
  const [when, setWhen] = useState<When>({ dueAt: formatDateTime(schedule.dueAt), ifMoved: schedule.ifMoved })
  const [reason, setReason] = useState(schedule.reason)
  const [refusal, setRefusal] = useState<ActionFailure | null>(null)
  const [isBusy, setBusy] = useState(false)
  const save = async () => {
    setBusy(true)
    const result = await settle(() => updateSchedule({ id: schedule.id, version: schedule.version, ...when, reason }))
    setBusy(false)
    if (result.ok) {
      onClose()
      return router.refresh()
    }
    setRefusal(result)
  }
  const wrong = refusal?.fieldErrors ?? {}
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t('editTitle')}
      description={t('editText')}
      actions={
        <Button variant="primary" pending={isBusy && t('working')} onClick={save}>
          {t('save')}
        </Button>
      }
    >
      <ScheduleFields value={when} onChange={setWhen} problem={wrong.dueAt} />
      <Field
        label={t('reason')}
        error={wrong.reason ? tChannels(wrong.reason as 'reasonRequired') : undefined}
        count={{ value: reason, max: REASON_MAX }}
      >
        <Textarea rows={2} value={reason} onChange={(event) => setReason(event.target.value)} />
      </Field>
      {refusal && !refusal.fieldErrors ? <Notice tone="danger" live title={refusedText(refusal)} /> : null}
    </Dialog>
  )
}
