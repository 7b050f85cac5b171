import type { Route } from 'next'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { CopyButton } from '@/components/ui/copy-button'
import { Mono } from '@/components/ui/mono'
import { formatCount, shortenAppid } from '@/lib/format'
import type { Partner } from './partner-message'

const SHOWN = 5

type PartnerLinesProps = { partners: readonly Partner[]; total: number; moreHref: Route; isPrinted: boolean }

/** Who has to act: how much is waiting for them, whom to write to, and the message in either language. */
export function PartnerLines({ partners, total, moreHref, isPrinted }: PartnerLinesProps) {
  const t = useTranslations('receipt.causes')
  const rest = partners.slice(SHOWN)
  return (
    <>
      <ul className="mt-1.5">
        {partners.slice(0, SHOWN).map((partner) => (
          <PartnerLine key={partner.appid} partner={partner} isPrinted={isPrinted} />
        ))}
      </ul>
      {rest.length > 0 ? (
        <details className="text-12" open={isPrinted}>
          <summary className="text-ink-3">{t('morePartners', { count: formatCount(rest.length) })}</summary>
          <ul>
            {rest.map((partner) => (
              <PartnerLine key={partner.appid} partner={partner} isPrinted={isPrinted} />
            ))}
          </ul>
        </details>
      ) : null}
      {total > partners.length ? (
        <p className="text-12">
          <Link href={moreHref} className="link" scroll={false}>
            {t('allPartners', { count: formatCount(total) })}
          </Link>
        </p>
      ) : null}
    </>
  )
}

function PartnerLine({ partner, isPrinted }: { partner: Partner; isPrinted: boolean }) {
  const t = useTranslations('receipt.causes')
  const { name, appid, count, contact, messages } = partner
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 py-1">
      <span className="min-w-0" title={appid}>
        <b className="font-medium">{name}</b> <Mono quiet>{shortenAppid(appid)}</Mono>
      </span>
      <span className="text-12 text-ink-2">{t('count', { count: formatCount(count) })}</span>
      <span className="text-12 text-ink-2">{contact ? t('contact', { contact }) : t('noContact')}</span>
      {isPrinted ? null : (
        <span className="no-print ml-auto flex flex-wrap gap-1.5 max-tablet:ml-0">
          <CopyButton size="sm" text={messages['zh-CN']}>
            {t('copyChinese')}
          </CopyButton>
          <CopyButton size="sm" text={messages.en}>
            {t('copyEnglish')}
          </CopyButton>
        </span>
      )}
    </li>
  )
}
