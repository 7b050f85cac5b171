import type { Route } from 'next'
import { getTranslations } from 'next-intl/server'
import { ClientMessages } from '@/components/shell/client-messages'
import { ButtonLink } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { asRecord } from '@/lib/audit/changes-schema'
import { can } from '@/lib/auth/permissions'
import { getConnection } from '@/lib/connections/queries'
import { restoreHref } from '../../channels/[channelId]/versions/version-hrefs'
import { RestoreOffer } from '../../channels/default/restore-offer'
import type { Receipt } from './load-receipt'

/** What a person can do right here about a channel's write that did not end as it should. */
export async function ConditionFollowUp({ receipt, role }: { receipt: Receipt; role: string }) {
  const { operation, causes, blocks } = receipt
  if (!operation.action.startsWith('channel.')) return null
  const t = await getTranslations()
  const codes = new Set(causes.flatMap(({ code, cause }) => [code, cause]))
  const item = blocks.flatMap((block) => block.items).find((entry) => entry.targetType === 'channel')
  const reference = `R-${operation.number}`
  const channel = `/channels/${item?.targetId}?connection=${operation.connectionId}`
  const mayWrite = can(role, 'channel.write')
  const isOne = operation.action === 'channel.conditions.update' && item !== undefined
  const isRollback = operation.action === 'channel.conditions.restore' && item !== undefined
  const { version } = asRecord(operation.summary) ?? {}
  const connection = codes.has('default_touched') ? await getConnection(operation.connectionId) : null
  return (
    <>
      {isOne && codes.has('stale_base') ? (
        <Notice
          tone="outside"
          className="mt-3"
          title={t('merge.refused.title')}
          action={
            mayWrite ? (
              <ButtonLink href={`${channel}&merge=${reference}` as Route}>{t('merge.refused.open')}</ButtonLink>
            ) : null
          }
        >
          {t('merge.refused.text', { reference })}
        </Notice>
      ) : null}
      {isRollback && codes.has('stale_base') && typeof version === 'number' ? (
        <Notice
          tone="outside"
          className="mt-3"
          title={t('versions.restore.refused')}
          action={
            mayWrite ? (
              <ButtonLink href={restoreHref(item.targetId, operation.connectionId, version)} prefetch={false}>
                {t('versions.restore.again')}
              </ButtonLink>
            ) : null
          }
        >
          {t('versions.restore.staleText')}
        </Notice>
      ) : null}
      {(isOne || isRollback) && codes.has('follows_default') ? (
        <Notice
          tone="attention"
          className="mt-3"
          title={t('account-default.follow.afterSave')}
          action={
            mayWrite ? (
              <ButtonLink href={`${channel}&follow=stop` as Route}>
                {t('account-default.follow.afterSaveOpen')}
              </ButtonLink>
            ) : null
          }
        />
      ) : null}
      {connection?.closedReason === 'default_touched' ? (
        <ClientMessages namespaces={['account-default', 'channels', 'errors']}>
          <div className="mt-3">
            <RestoreOffer connectionId={connection.id} mayRestore={can(role, 'default.write')} />
          </div>
        </ClientMessages>
      ) : null}
    </>
  )
}
