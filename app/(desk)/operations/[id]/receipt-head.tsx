import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { OperationSentence } from '@/components/operation/operation-sentence'
import { Icon } from '@/components/ui/icon'
import { Mono } from '@/components/ui/mono'
import { stateLook } from '@/components/ui/state'
import { formatClock, formatCount, formatDateTime, formatDuration, shortenAppid, visibleText } from '@/lib/format'
import type { OperationView, Progress } from '@/lib/operations/schema'
import { actionKey, toldGroups, verdictKey } from '@/lib/operations/words-schema'

/** The document's opening: number, verdict, what was set out to be done, who, when and why. */
export function ReceiptHead({ operation, progress }: { operation: OperationView; progress: Progress }) {
  const t = useTranslations('operations')
  const verdict = verdictKey(operation)
  const look = stateLook(verdict === 'waiting' ? 'scheduled' : verdict)
  const told = toldGroups.filter((group) => progress.counts[group] > 0).slice(0, 3)
  return (
    <header>
      <p className="flex flex-wrap gap-x-2.5 text-12 text-ink-3">
        <span>{t('receipt')}</span>
        <Mono className="text-ink-2">{t('reference', { number: String(operation.number) })}</Mono>
        <span>{t(`action.${actionKey(operation.action)}`)}</span>
        <Mono>{operation.action}</Mono>
      </p>
      <h1 className="mt-1 mb-0.5 flex flex-wrap items-center gap-x-3 font-serif text-34 font-semibold tracking-[.02em] max-tablet:text-26">
        <span className={look.pigment}>
          <Icon name={look.glyph} className="size-6! [stroke-width:1.2]!" />
        </span>
        {t(`verdict.${verdict}`)}
        <small className="ml-1 text-20 font-medium tracking-normal text-ink-2 max-tablet:text-16">
          {told
            .map((group) => t(`count.${group}`, { count: formatCount(progress.counts[group]) }))
            .join(t('separator'))}
        </small>
      </h1>
      <p className="font-serif text-16 leading-[26px] text-ink-2">
        <OperationSentence operation={operation} />
      </p>
      <Facts operation={operation} />
    </header>
  )
}

function Facts({ operation }: { operation: OperationView }) {
  const t = useTranslations('operations.meta')
  const { connection } = operation
  return (
    <dl className="mt-3 flex flex-wrap gap-y-2 overflow-hidden">
      <Fact label={t('submitted')}>
        {operation.actor.name} <span className="ml-1.5 text-ink-2">{formatDateTime(operation.createdAt)}</span>
      </Fact>
      {connection ? (
        <Fact label={t('account')}>
          {connection.name} <Mono quiet>{shortenAppid(connection.accountId)}</Mono>
          {connection.isSandbox ? ` ${t('sandbox')}` : ''}
        </Fact>
      ) : null}
      <Fact label={t('ran')}>
        <Ran operation={operation} />
      </Fact>
      <Fact label={t('reason')} wrap>
        <bdi>{visibleText(operation.reason)}</bdi>
      </Fact>
    </dl>
  )
}

function Ran({ operation }: { operation: OperationView }) {
  const t = useTranslations('operations.meta')
  const locale = useLocale()
  if (!operation.startedAt) return t('notStarted')
  if (!operation.finishedAt) return formatClock(operation.startedAt)
  const took = Date.parse(operation.finishedAt) - Date.parse(operation.startedAt)
  return (
    <>
      {formatClock(operation.startedAt)} – {formatClock(operation.finishedAt)}
      <span className="ml-1.5 text-ink-2">{formatDuration(took, locale)}</span>
    </>
  )
}

function Fact({ label, wrap, children }: { label: string; wrap?: boolean; children: ReactNode }) {
  return (
    <div
      className={`-ml-[19px] border-l border-line pr-[36px] pl-[18px] ${wrap ? 'min-w-0 max-w-full break-words' : 'whitespace-nowrap'}`}
    >
      <dt className="text-12 text-ink-3">{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}
