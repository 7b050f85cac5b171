import { useTranslations } from 'next-intl'
import { ButtonLink, type ButtonLinkProps } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import type { ActionFailure } from '@/lib/errors'
import { UpstreamDetail } from './new/slip-refusal'

/** The upstream could not be read, so there is nothing to decide on. */
export function RightsUnread({
  title,
  refusal,
  retryHref,
}: {
  title: string
  refusal: ActionFailure
  retryHref: ButtonLinkProps['href']
}) {
  const t = useTranslations('rights.revoke')
  const tErrors = useTranslations('errors')
  return (
    <Notice
      tone="danger"
      title={title}
      action={
        <ButtonLink href={retryHref} size="sm" prefetch={false}>
          {t('retry')}
        </ButtonLink>
      }
    >
      <p>{tErrors(refusal.code)}</p>
      <p>{t('unreadHint')}</p>
      <UpstreamDetail refusal={refusal} />
    </Notice>
  )
}
