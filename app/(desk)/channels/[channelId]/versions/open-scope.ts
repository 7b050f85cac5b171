import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { requirePermission } from '@/lib/auth/session'
import { ACCOUNT_DEFAULT } from '@/lib/channels/form-schema'
import { channelNameOf } from '@/lib/channels/queries'
import { versionScopeSchema } from '@/lib/channels/versions-input-schema'
import { currentConnection } from '@/lib/connections/queries'

export type RouteParams = Record<string, string | string[] | undefined>

/** The channel, or the account default, a page of versions is about; null without any account. */
export async function openScope(channelId: string, search: RouteParams) {
  const { user } = await requirePermission('desk.read')
  if (!versionScopeSchema.safeParse(channelId).success) notFound()
  const connection = await currentConnection('polyv', typeof search.connection === 'string' ? search.connection : null)
  if (!connection) return null
  const isDefault = channelId === ACCOUNT_DEFAULT
  const t = await getTranslations('versions')
  const name = isDefault ? t('defaultName') : await channelNameOf(connection.id, channelId)
  return { user, connection, channelId, isDefault, name }
}
export type Scope = NonNullable<Awaited<ReturnType<typeof openScope>>>
