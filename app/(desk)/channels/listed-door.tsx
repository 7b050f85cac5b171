import { useTranslations } from 'next-intl'
import type { ListedDoor } from '@/lib/channels/channel-views-schema'
import { formatYuan } from '@/lib/format'

/** One door of a row: its drawing, its way, and the one fact that matters of it. */
export function ListedDoorMark({ door }: { door: ListedDoor | undefined }) {
  const t = useTranslations('channels')
  const tList = useTranslations('apply.list')
  if (!door) return <span className="text-ink-3">—</span>
  if (!door.enabled)
    return (
      <span className="inline-flex items-center gap-2 text-ink-3">
        <SmallDoor isOpen={false} />
        {t('list.off')}
      </span>
    )
  return (
    <span className="inline-flex min-w-0 items-center gap-2">
      <SmallDoor isOpen />
      <span>
        {door.type === null ? door.unsupportedType : t(`types.${door.type}`)}
        <Fact door={door} missing={tList('secretMissing')} yuan={(price) => t('yuan', { price })} />
      </span>
    </span>
  )
}

function Fact({ door, missing, yuan }: { door: ListedDoor; missing: string; yuan: (price: string) => string }) {
  if (door.type === 'pay' && door.priceFen !== null)
    return <span className="ml-2 text-ink-2">{yuan(formatYuan(door.priceFen))}</span>
  return door.isSecretSet === false ? <span className="ml-2 text-12 text-orpiment">{missing}</span> : null
}

/** The door of the channel page, at the size of a line of text. */
function SmallDoor({ isOpen }: { isOpen: boolean }) {
  return (
    <svg
      viewBox="0 0 16 18"
      width="14"
      height="16"
      fill="none"
      stroke="currentColor"
      strokeLinejoin="round"
      className="shrink-0 max-phone:hidden"
      aria-hidden="true"
    >
      <path d="M1.5 17V2.5h13V17M.5 17h15" />
      {isOpen ? (
        <>
          <path d="M3.5 4.5h9V17h-9z" fill="var(--azurite-soft)" stroke="none" />
          <path d="M3.5 4.5 6 6v11l-2.5 0zM12.5 4.5 10 6v11l2.5 0z" fill="var(--surface)" />
        </>
      ) : (
        <path d="M8 2.5V17M6.6 10v.1M9.4 10v.1" />
      )}
    </svg>
  )
}
