'use client'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import { settle } from '@/components/shell/reach'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { Textarea } from '@/components/ui/textarea'
import { formatCount } from '@/lib/format'
import { type DriftLine, driftKinds } from '@/lib/grants/drift-schema'
import { adoptDrift } from './actions'

type AdoptDialogProps = {
  connectionId: string
  drifts: readonly DriftLine[]
  onClose: () => void
  onDone: (words: string) => void
}

/** Says what will count from now on, and asks why. */
export function AdoptDialog({ connectionId, drifts, onClose, onDone }: AdoptDialogProps) {
  const t = useTranslations('drift.adopt')
  const tErrors = useTranslations('errors')
  const router = useRouter()
  const [reason, setReason] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const [refusal, setRefusal] = useState<string | null>(null)
  const [isPending, startTransition] = useTransition()
  const submit = () =>
    startTransition(async () => {
      setProblem(null)
      setRefusal(null)
      const driftIds = drifts.map((drift) => drift.id)
      const result = await settle(() => adoptDrift({ connectionId, driftIds, reason }))
      if (!result.ok) {
        const key = result.fieldErrors?.reason ?? result.fieldErrors?.driftIds
        if (key) setProblem(t(`errors.${key}` as 'errors.required'))
        else setRefusal(tErrors(result.code))
        return
      }
      const { adopted, left } = result.data
      const counts = { count: formatCount(adopted), left: formatCount(left) }
      onDone(left > 0 ? t('doneLeft', counts) : t('done', counts))
      onClose()
      router.refresh()
    })
  const counts = driftKinds.map((kind) => [kind, drifts.filter((drift) => drift.kind === kind).length] as const)
  return (
    <Dialog
      open
      onOpenChange={(next) => (next ? undefined : onClose())}
      title={t('title')}
      description={t('text', { count: drifts.length })}
      actions={
        <Button variant="primary" onClick={submit} pending={isPending && t('pending')}>
          {t('submit', { count: formatCount(drifts.length) })}
        </Button>
      }
    >
      {refusal ? <Notice tone="danger" live title={refusal} /> : null}
      <ul className="grid gap-1">
        {counts.map(([kind, count]) =>
          count > 0 ? <li key={kind}>{t(kind, { count: formatCount(count) })}</li> : null,
        )}
      </ul>
      <Field label={t('reason')} hint={t('reasonHint')} error={problem} count={{ value: reason, max: 500 }}>
        <Textarea rows={2} value={reason} onChange={(event) => setReason(event.target.value)} />
      </Field>
    </Dialog>
  )
}
