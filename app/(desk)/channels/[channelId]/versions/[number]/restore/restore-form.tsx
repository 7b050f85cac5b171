'use client'
import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useRef, useState, useTransition } from 'react'
import { LeaveGuard } from '@/components/shell/leave-guard'
import { mayBeTaken, settle } from '@/components/shell/reach'
import { SectionTitle } from '@/components/shell/section-title'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Notice } from '@/components/ui/notice'
import { ACCOUNT_DEFAULT } from '@/lib/channels/form-schema'
import type { RollbackView } from '@/lib/channels/versions-schema'
import type { ActionFailure } from '@/lib/errors'
import { ChangeRows } from '../../../change-words'
import { restoreConditions, restoreDefaultVersion } from '../../actions'
import { LeftList } from './left-list'
import { RestoreChecks } from './restore-checks'

type Props = {
  connectionId: string
  channelId: string
  version: number
  rollback: RollbackView
  mayWrite: boolean
  isClosed: boolean
}

/** The slip of a rollback: what changes, what is checked, what stays undone, why, and only then the button. */
export function RestoreForm({ connectionId, channelId, version, rollback, mayWrite, isClosed }: Props) {
  const t = useTranslations('versions.restore')
  const tChannels = useTranslations('channels.errors')
  const tErrors = useTranslations('errors')
  const router = useRouter()
  const [reason, setReason] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const [refusal, setRefusal] = useState<ActionFailure | null>(null)
  const [isSent, setSent] = useState(false)
  const [isPending, startTransition] = useTransition()
  const requestKey = useRef<string | null>(null)
  const submit = () =>
    startTransition(async () => {
      setProblem(null)
      setRefusal(null)
      requestKey.current ??= crypto.randomUUID()
      const input = { connectionId, requestKey: requestKey.current, version, base: rollback.base, reason }
      const result = await settle(() =>
        channelId === ACCOUNT_DEFAULT ? restoreDefaultVersion(input) : restoreConditions({ ...input, channelId }),
      )
      if (result.ok) {
        setSent(true)
        return router.push(`/operations/R-${result.data.number}` as Route)
      }
      if (!mayBeTaken(result.code)) requestKey.current = null
      const key = result.fieldErrors?.reason
      if (key) setProblem(tChannels(key as 'reasonRequired'))
      else setRefusal(result)
    })
  const isStale = refusal?.code === 'stale_base'
  return (
    <form
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <LeaveGuard when={reason.trim() !== '' && !isPending && !isSent} />
      {isClosed ? <Notice tone="danger" title={t('closed')} /> : null}
      <section>
        <SectionTitle figure={rollback.changes.length} note={t('differenceNote')}>
          {t('difference')}
        </SectionTitle>
        {rollback.changes.length > 0 ? (
          <ChangeRows changes={rollback.changes} />
        ) : (
          <p className="py-1 text-ink-2">{t('nothing')}</p>
        )}
      </section>
      {rollback.changes.length > 0 ? <RestoreChecks rollback={rollback} /> : null}
      <LeftList left={rollback.left} isDefault={channelId === ACCOUNT_DEFAULT} />
      {refusal ? (
        <Notice
          tone={isStale ? 'attention' : 'danger'}
          live
          title={isStale ? t('stale') : tErrors(refusal.code)}
          action={
            isStale ? (
              <Button size="sm" onClick={() => router.refresh()}>
                {t('reload')}
              </Button>
            ) : undefined
          }
        >
          {isStale ? t('staleText') : null}
        </Notice>
      ) : null}
      {mayWrite && !isClosed && rollback.isReady ? (
        <div className="grid max-w-xl gap-3">
          <Field label={t('reason')} error={problem}>
            <Input
              autoComplete="off"
              value={reason}
              placeholder={t('reasonHint')}
              onChange={(event) => setReason(event.target.value)}
            />
          </Field>
          <div className="flex flex-wrap items-center gap-3">
            <Button type="submit" variant="primary" disabled={isStale} pending={(isPending || isSent) && t('pending')}>
              {t('submit', { number: version })}
            </Button>
            <span className="text-12 text-ink-3">
              {channelId === ACCOUNT_DEFAULT ? t('scopeDefault') : t('scope', { channelId })}
            </span>
          </div>
        </div>
      ) : null}
    </form>
  )
}
