import { useTranslations } from 'next-intl'
import { CopyButton } from '@/components/ui/copy-button'
import { Mono } from '@/components/ui/mono'
import { formatCount, shortenAppid } from '@/lib/format'
import type { ExplainedCause } from './explain-cause'

/** Why items are not simply verified, whose turn it is, and what to send them. */
export function FailureCauses({ causes }: { causes: readonly ExplainedCause[] }) {
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
          <Cause key={`${cause.group} ${cause.code} ${cause.cause}`} cause={cause} />
        ))}
      </ul>
    </section>
  )
}

function Cause({ cause }: { cause: ExplainedCause }) {
  const t = useTranslations('operations.cause')
  const { advice, fixer, code, count, licensees, targets } = cause
  return (
    <li className="grid grid-cols-[64px_1fr_auto] items-center gap-y-1 border-b border-line-soft py-[7px] last:border-0 max-tablet:grid-cols-[minmax(56px,auto)_1fr] max-tablet:gap-x-2">
      <p className="flex items-baseline gap-[3px] font-serif text-20 font-semibold text-cinnabar">
        {formatCount(count)}
        <span className="text-12">{t('items')}</span>
      </p>
      <div className="min-w-0">
        <p className="text-14 font-medium">{advice}</p>
        <p className="flex flex-wrap gap-x-2 text-12 text-ink-2">
          {fixer === 'partner' || targets.length === 0 ? (
            licensees.slice(0, 3).map(({ name, appid }) => (
              <span key={appid}>
                {name} <Mono quiet>{shortenAppid(appid)}</Mono>
              </span>
            ))
          ) : (
            <span>{targets.join('、')}</span>
          )}
          {code && code !== '0' ? <Mono quiet>{t('code', { code })}</Mono> : null}
          <span className="text-ink-3">{t(`fixer.${fixer}`)}</span>
        </p>
      </div>
      {fixer === 'partner' ? (
        <div className="no-print max-tablet:col-start-2">
          <CopyButton size="sm" text={messageFor(cause, t)}>
            {t('copy')}
          </CopyButton>
        </div>
      ) : null}
    </li>
  )
}

function messageFor(
  { advice, code, rid, licensees }: ExplainedCause,
  t: ReturnType<typeof useTranslations<'operations.cause'>>,
): string {
  const licensee = licensees.map(({ name, appid }) => `${name} ${appid}`).join('、')
  return t('partnerMessage', { licensee, advice, code: code ?? '', rid: rid ? t('rid', { rid }) : '' })
}
