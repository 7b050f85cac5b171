import { useTranslations } from 'next-intl'
import { Notice } from '@/components/ui/notice'
import type { WhitelistDoor } from '@/lib/channels/whitelist-schema'

type Props = { door: WhitelistDoor | null; isEmpty: boolean; isClosed: boolean }

/** Whether this list decides who gets in just now, and what an empty one does then. */
export function DoorNotice({ door, isEmpty, isClosed }: Props) {
  const t = useTranslations('whitelist.door')
  return (
    <>
      {isClosed ? <Notice tone="danger" title={t('closed')} /> : null}
      {door === null ? (
        <Notice tone="attention" title={t('unread')} />
      ) : door.isOn && door.isPhone ? (
        isEmpty ? (
          <Notice tone="danger" title={t('nobodyGetsIn')}>
            {t('nobodyText')}
          </Notice>
        ) : (
          <p className="text-ink-2">{t(door.isFollowing ? 'following' : 'inUse')}</p>
        )
      ) : (
        <p className="text-ink-2">{t('notInUse')}</p>
      )}
    </>
  )
}
