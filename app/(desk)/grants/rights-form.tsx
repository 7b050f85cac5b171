'use client'
import { useTranslations } from 'next-intl'
import { formatCount } from '@/lib/format'
import { TYPED_FROM } from '@/lib/grants/rights-plan-schema'
import type { GrantSelection } from '@/lib/grants/selection-schema'
import { replaceGrants, revokeGrants } from './actions'
import { RightsSubmit } from './rights-submit'

type RightsWork =
  | { kind: 'revoke'; connectionId: string; selection: GrantSelection; loses: number }
  | { kind: 'replace'; operationId: string; gap: string }

export function RightsForm({
  work,
  toSend,
  planKey,
  mayWrite,
}: {
  work: RightsWork
  toSend: number
  planKey: string
  mayWrite: boolean
}) {
  const t = useTranslations('rights.form')
  const count = formatCount(toSend)
  const isTyped = work.kind === 'replace' || toSend >= TYPED_FROM
  return (
    <div className="mt-4 grid gap-4">
      <RightsSubmit
        words={{
          submit: toSend === 0 ? t('none') : t(work.kind, { count }),
          title: t(work.kind === 'revoke' ? 'confirmRevoke' : 'confirmReplace', { count }),
          text:
            work.kind === 'revoke'
              ? t('confirmRevokeText', { loses: formatCount(work.loses) })
              : t('confirmReplaceText', { gap: work.gap, count }),
        }}
        mayWrite={mayWrite}
        danger={work.kind === 'revoke'}
        disabled={toSend === 0}
        typed={isTyped ? String(toSend) : undefined}
        send={(written) =>
          work.kind === 'revoke'
            ? revokeGrants({
                ...written,
                planKey,
                connectionId: work.connectionId,
                selection: work.selection,
                confirmedCount: isTyped ? toSend : null,
              })
            : replaceGrants({ ...written, planKey, operationId: work.operationId, confirmedCount: toSend })
        }
      />
    </div>
  )
}
