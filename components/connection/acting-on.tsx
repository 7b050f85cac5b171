import type { Route } from 'next'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Chip } from '@/components/ui/chip'
import { Icon } from '@/components/ui/icon'
import { Mono } from '@/components/ui/mono'

type ActingAccount = {
  id: string
  kind: 'wechat' | 'polyv'
  name: string
  accountId: string
  isSandbox: boolean
}

/**
 * Names the account a form acts on. With several of its kind it opens into links to the same page for each of them.
 * Messages: `connections`. Needs no script.
 */
export function ActingOn({
  account,
  others = [],
  path,
}: {
  account: ActingAccount
  /** Every account the person may switch to; the current one may be among them. */
  others?: readonly ActingAccount[]
  /** Where the switch leads, with `?connection=` added. */
  path: string
}) {
  const t = useTranslations('connections')
  const choices = [account, ...others.filter(({ id }) => id !== account.id)]
  const line = (
    <>
      <span className="text-ink-3">{t('actingOn.label')}</span>
      <span>{t(`kindShort.${account.kind}`)}</span>
      <b className="font-medium text-ink">{account.name}</b>
      <Mono quiet>{account.accountId}</Mono>
      {account.isSandbox ? <Chip tone="orpiment">{t('sandbox')}</Chip> : null}
    </>
  )
  const lineLook = 'inline-flex flex-wrap items-center gap-x-2 gap-y-1 text-ink-2'
  if (choices.length === 1) return <p className={lineLook}>{line}</p>
  return (
    <details className="relative w-fit">
      <summary
        className={`${lineLook} list-none rounded-control py-0.5 hover:text-ink [&::-webkit-details-marker]:hidden`}
      >
        {line}
        <span className="link inline-flex items-center gap-1 text-12">
          {t('actingOn.switch')}
          <Icon name="chevron-down" small />
        </span>
      </summary>
      <ul className="popup absolute left-0 z-20 mt-1 min-w-full p-1">
        {choices.map((choice) => (
          <li key={choice.id}>
            <Link
              href={`${path}?connection=${choice.id}` as Route}
              aria-current={choice.id === account.id ? 'true' : undefined}
              className="option text-ink whitespace-nowrap"
            >
              {choice.name}
              <Mono quiet>{choice.accountId}</Mono>
              {choice.isSandbox ? <Chip tone="orpiment">{t('sandbox')}</Chip> : null}
              {choice.id === account.id ? (
                <span className="ml-auto pl-4 text-12 text-ink-3">{t('actingOn.current')}</span>
              ) : null}
            </Link>
          </li>
        ))}
      </ul>
    </details>
  )
}
