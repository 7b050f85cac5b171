import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { CopyButton } from '@/components/ui/copy-button'
import { Icon, type IconName } from '@/components/ui/icon'
import { Mono } from '@/components/ui/mono'
import { formatCount } from '@/lib/format'
import type { Fixer } from '@/lib/grants/explain-refusal'
import { causeKeyOf } from '@/lib/operations/retry-schema'
import { PartnerLines } from './partner-lines'
import type { ToldCause } from './partner-message'
import { receiptHref } from './search-params'

const fixerGlyphs: Record<Fixer, IconName> = {
  you: 'person',
  partner: 'licensee',
  admin: 'key',
  us: 'code',
  wait: 'clock',
}

type FailureCausesProps = {
  number: number
  causes: readonly ToldCause[]
  /** On paper nothing folds. */
  isPrinted?: boolean
}

/** Why items are not simply verified, whose turn it is, and what to send them. */
export function FailureCauses({ number, causes, isPrinted = false }: FailureCausesProps) {
  const t = useTranslations('operations.cause')
  if (causes.length === 0) return null
  const total = causes.reduce((sum, cause) => sum + cause.count, 0)
  return (
    <section className="mt-3 border-t border-line pt-3">
      <h2 className="flex flex-wrap items-baseline gap-2 font-serif text-14 font-semibold">
        {t('title')}
        <span className="font-sans text-12 font-normal text-ink-3">
          {t('note', { kinds: causes.length, count: formatCount(total) })}
        </span>
      </h2>
      <ul>
        {causes.map((cause) => (
          <Cause key={causeKeyOf(cause)} number={number} cause={cause} isPrinted={isPrinted} />
        ))}
      </ul>
    </section>
  )
}

function Cause({ number, cause, isPrinted }: { number: number; cause: ToldCause; isPrinted: boolean }) {
  const t = useTranslations('operations.cause')
  const tReceipt = useTranslations('receipt')
  const { advice, fixer, code, count, partners, targets, hint, licenseeCount } = cause
  const isTriable = cause.group === 'failed'
  return (
    <li className="grid grid-cols-[64px_minmax(0,1fr)] gap-y-1 border-b border-line-soft py-[9px] last:border-0 max-tablet:grid-cols-[minmax(56px,auto)_1fr] max-tablet:gap-x-2">
      <p className="flex items-baseline gap-[3px] font-serif text-20 font-semibold text-cinnabar">
        {formatCount(count)}
        <span className="text-12">{t('items', { of: count })}</span>
      </p>
      <div className="min-w-0">
        <p className="text-14 font-medium">{advice}</p>
        <p className="mt-0.5 flex flex-wrap items-center gap-x-3 text-12 text-ink-2">
          <span className="inline-flex items-center gap-1 font-medium">
            <Icon name={fixerGlyphs[fixer]} small />
            {t(`fixer.${fixer}`)}
          </span>
          {isTriable ? <span>{tReceipt(`retry.hint.${hint}`)}</span> : null}
          {isPrinted ? null : (
            <Link href={receiptHref(number, { cause: causeKeyOf(cause) })} className="link no-print" scroll={false}>
              {tReceipt('causes.see')}
            </Link>
          )}
        </p>
        {fixer === 'partner' ? null : (
          <p className="text-12 text-ink-3">
            {targets.join(tReceipt('causes.comma'))}
            {count > targets.length ? ` ${tReceipt('causes.andMore', { count: formatCount(count) })}` : ''}
          </p>
        )}
        {fixer === 'partner' ? (
          <PartnerLines
            partners={partners}
            total={licenseeCount}
            moreHref={receiptHref(number, { by: 'licensee' })}
            isPrinted={isPrinted}
          />
        ) : null}
        {code && code !== '0' ? <Technical cause={cause} isPrinted={isPrinted} /> : null}
      </div>
    </li>
  )
}

/** What engineers and the upstream's staff ask for, out of everybody else's way. */
function Technical({
  cause: { code, message, rid, cause, partners },
  isPrinted,
}: {
  cause: ToldCause
  isPrinted: boolean
}) {
  const t = useTranslations('receipt.causes')
  const locale = useLocale()
  const facts = [
    { key: 'code', value: code },
    { key: 'message', value: message },
    { key: 'rid', value: rid },
    { key: 'cause', value: cause },
  ] as const
  const shown = facts.filter((fact) => fact.value)
  const text = shown.map((fact) => `${t(`fact.${fact.key}`)}${locale.startsWith('zh') ? '：' : ': '}${fact.value}`)
  return (
    <details className="mt-1 text-12" open={isPrinted}>
      <summary className="text-ink-3">
        {t('technical')} <Mono quiet>{t('errcode', { code: code ?? '' })}</Mono>
      </summary>
      <dl className="mt-1 grid grid-cols-[64px_minmax(0,1fr)] gap-y-0.5 [&_dt]:text-ink-3">
        {shown.map((fact) => (
          <div key={fact.key} className="contents">
            <dt>{t(`fact.${fact.key}`)}</dt>
            <dd className="min-w-0">
              <Mono className="break-all whitespace-normal">{fact.value}</Mono>
            </dd>
          </div>
        ))}
      </dl>
      {isPrinted ? null : (
        <p className="no-print mt-1">
          <CopyButton size="sm" text={[...text, ...partners.map(({ appid }) => appid)].join('\n')}>
            {t('copyTechnical')}
          </CopyButton>
        </p>
      )}
    </details>
  )
}
