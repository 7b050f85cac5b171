import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { ClientMessages } from '@/components/shell/client-messages'
import { PageBody } from '@/components/shell/page-head'
import { ErrorPanel } from '@/components/ui/error-panel'
import { Notice } from '@/components/ui/notice'
import { State } from '@/components/ui/state'
import { can } from '@/lib/auth/permissions'
import { previewRollback } from '@/lib/channels/preview-rollback'
import { versionNumberSchema } from '@/lib/channels/versions-input-schema'
import { MissingChannel, TechnicalDetails } from '../../../read-failures'
import { ReloadLink } from '../../../reload-link'
import { openScope, type RouteParams } from '../../open-scope'
import { ScopeHead } from '../../scope-head'
import { RestoreForm } from './restore-form'

type Props = { params: Promise<{ channelId: string; number: string }>; searchParams: Promise<RouteParams> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations('versions.restore')
  const { channelId, number } = await params
  return { title: `${channelId} ${t('heading', { number })}` }
}

/** What bringing this version back would do, against the upstream as it is at this moment. */
export default async function RestorePage({ params, searchParams }: Props) {
  const { channelId, number: text } = await params
  const scope = await openScope(channelId, await searchParams)
  if (!scope) return <MissingChannel account="—" />
  const number = versionNumberSchema.safeParse(text).data
  if (number === undefined) notFound()
  const { connection, user, isDefault } = scope
  const preview = await previewRollback(connection.id, channelId, number)
  if (preview.state === 'unknown') notFound()
  const t = await getTranslations('versions.restore')
  const mayWrite = can(user.role, isDefault ? 'default.write' : 'channel.write')
  return (
    <ClientMessages namespaces={['channels', 'versions', 'polyv', 'errors']}>
      <div className={scope.isDefault ? 'account-edge' : ''}>
        <ScopeHead scope={scope} page={t('heading', { number })} actions={<ReloadLink label={t('reload')} />} />
        <PageBody className="grid max-w-4xl gap-4">
          {preview.state === 'unreadable' ? (
            <ErrorPanel title={t('unreadable')} action={<ReloadLink label={t('reload')} />}>
              <p>{t('unreadableText')}</p>
              <TechnicalDetails trouble={preview.trouble} />
            </ErrorPanel>
          ) : preview.rollback.isIdentical ? (
            <div className="grid gap-1">
              <State name="skipped">{t('identical', { number })}</State>
              <p className="text-ink-2">{t('identicalText')}</p>
            </div>
          ) : (
            <>
              {mayWrite ? null : <Notice title={t('readOnly')} />}
              <RestoreForm
                key={preview.rollback.base}
                connectionId={connection.id}
                channelId={channelId}
                version={number}
                rollback={preview.rollback}
                mayWrite={mayWrite}
                isClosed={connection.closedReason !== null && !isDefault}
              />
            </>
          )}
        </PageBody>
      </div>
    </ClientMessages>
  )
}
