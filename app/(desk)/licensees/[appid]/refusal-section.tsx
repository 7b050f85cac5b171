import type { Route } from 'next'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Mono } from '@/components/ui/mono'
import { Notice } from '@/components/ui/notice'
import { formatCount, formatDateTime } from '@/lib/format'
import { explainGrantRefusal } from '@/lib/grants/explain-refusal'
import type { LicenseeRefusal } from '@/lib/licensees/last-refusal'

/** What WeChat last refused for it, in words, with the answer itself, where it is written and who can do something. */
export function RefusalSection({ refusal }: { refusal: LicenseeRefusal }) {
  const t = useTranslations('licensees.refusal')
  const tWechat = useTranslations('wechat')
  const { key, fixer } = explainGrantRefusal(refusal.code)
  const facts = { code: refusal.code, message: refusal.message || '—', rid: refusal.rid ?? '—' }
  const isPast = refusal.grantedSince > 0
  return (
    <Notice
      tone={isPast ? 'note' : 'attention'}
      title={tWechat.has(key as 'codes.1') ? tWechat(key as 'codes.1', facts) : t('other', facts)}
    >
      <p>
        {t('when', {
          time: formatDateTime(refusal.refusedAt),
          drama: refusal.dramaName,
          count: formatCount(refusal.itemCount),
        })}{' '}
        <Link href={`/operations/R-${refusal.operation.number}` as Route} className="link mono">
          R-{refusal.operation.number}
        </Link>
      </p>
      <p className="text-12 text-ink-3">
        <Mono>
          {refusal.code} {refusal.message}
        </Mono>
        {refusal.rid ? <Mono className="ml-3">{refusal.rid}</Mono> : null}
      </p>
      <p>{isPast ? t('past', { count: formatCount(refusal.grantedSince) }) : t(`fixer.${fixer}`)}</p>
    </Notice>
  )
}
