import type { Route } from 'next'
import { headers } from 'next/headers'
import { getTranslations } from 'next-intl/server'
import { ButtonLink } from '@/components/ui/button'
import { Empty } from '@/components/ui/empty'

/** The channel is known, the version of it is not. */
export default async function VersionNotFound() {
  const t = await getTranslations('shell.missing.version')
  const path = (await headers()).get('x-current-path') ?? ''
  const channelId = /^\/channels\/(\d{1,20})\//.exec(path)?.[1]
  return (
    <Empty
      isPage
      icon="versions"
      title={t('title')}
      action={
        <ButtonLink href={(channelId ? `/channels/${channelId}/versions` : '/channels') as Route}>
          {t('list')}
        </ButtonLink>
      }
    >
      {t('text')}
    </Empty>
  )
}
