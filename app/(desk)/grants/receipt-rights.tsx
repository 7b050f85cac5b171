import type { Route } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { ClientMessages } from '@/components/shell/client-messages'
import { ButtonLink } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { formatCount, joinNames } from '@/lib/format'
import { findLostRights, type LostRight } from '@/lib/grants/lost-rights'
import { countStuck } from '@/lib/grants/plan-replace'
import type { OperationView } from '@/lib/operations/schema'
import { RestoreButton } from './restore-button'

const NAMED = 6

/** What a receipt of grants says loudly: an expiry that did not take, and rights that are missing because of it. */
export async function ReceiptRights({ operation, mayWrite }: { operation: OperationView; mayWrite: boolean }) {
  const [stuck, lost] = await Promise.all([
    operation.state === 'done' ? countStuck(operation.id) : 0,
    findLostRights(operation.id),
  ])
  if (stuck === 0 && !lost) return null
  const t = await getTranslations('rights.receipt')
  const names = await namesOf()
  const isRunning = operation.state !== 'done'
  const restore = mayWrite ? <RestoreButton operationId={operation.id} /> : t('readOnly')
  return (
    <ClientMessages namespaces={['rights', 'errors']}>
      <div className="mt-3 grid gap-3 empty:hidden">
        {lost && lost.missing.length > 0 ? (
          <Notice
            tone={isRunning ? 'attention' : 'danger'}
            live
            title={t(isRunning ? 'missingRunning' : 'missingTitle', { count: formatCount(lost.missing.length) })}
            action={isRunning ? null : restore}
          >
            <p>{t(isRunning ? 'missingRunningText' : 'missingText', { names: names(lost.missing) })}</p>
          </Notice>
        ) : null}
        {lost && lost.unsure.length > 0 && !isRunning ? (
          <Notice
            tone="danger"
            live
            title={t('unsureTitle', { count: formatCount(lost.unsure.length) })}
            action={restore}
          >
            <p>{t('unsureText', { names: names(lost.unsure) })}</p>
          </Notice>
        ) : null}
        {stuck > 0 ? (
          <Notice
            tone="attention"
            title={t('stuckTitle', { count: formatCount(stuck) })}
            action={
              <ButtonLink
                href={`/grants/replace?operation=${operation.id}` as Route}
                size="sm"
                prefetch={false}
                className="no-print"
              >
                {t('stuckAction')}
              </ButtonLink>
            }
          >
            <p>{t('stuckText')}</p>
          </Notice>
        ) : null}
      </div>
    </ClientMessages>
  )
}

async function namesOf(): Promise<(rights: readonly LostRight[]) => string> {
  const t = await getTranslations('rights.receipt')
  const locale = await getLocale()
  return (rights) => {
    const named = rights.slice(0, NAMED).map(({ dramaName, licenseeName }) => `${dramaName} → ${licenseeName}`)
    if (rights.length > NAMED) named.push(t('more', { count: formatCount(rights.length) }))
    return joinNames(named, locale)
  }
}
