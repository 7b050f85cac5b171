import type { Metadata, Route } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { ExpiryRibbon } from '@/components/operation/expiry-ribbon'
import { ClientMessages } from '@/components/shell/client-messages'
import { DocumentRule } from '@/components/shell/document-rule'
import { Trail } from '@/components/shell/trail'
import { readSummary } from '@/lib/audit/summary-schema'
import { can } from '@/lib/auth/permissions'
import { mayRead, requirePermission } from '@/lib/auth/session'
import { getOperation } from '@/lib/operations/queries'
import { causeKeyOf } from '@/lib/operations/retry-schema'
import { verdictKey } from '@/lib/operations/words-schema'
import { NoteSection } from '../../audit/[eventId]/note-section'
import { ReceiptChannels } from '../../channels/receipt-channels'
import { ReceiptRights } from '../../grants/receipt-rights'
import { Addenda } from './addenda'
import { Children } from './children'
import { ConditionFollowUp } from './condition-follow-up'
import { ConditionResult } from './condition-result'
import { FailureCauses } from './failure-causes'
import { ItemSection } from './item-section'
import { LiveCounts } from './live-counts'
import { loadReceipt, type Receipt } from './load-receipt'
import { ReceiptActions } from './receipt-actions'
import { ReceiptHead } from './receipt-head'
import { ReceiptSide } from './receipt-side'
import { readReceiptView } from './search-params'
import { summaryText } from './summary-text'
import { UnknownQuestions } from './unknown-questions'
import { WhitelistPart } from './whitelist-part'

type ReceiptProps = {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata({ params }: ReceiptProps): Promise<Metadata> {
  const operation = (await mayRead()) ? await getOperation((await params).id) : null
  const t = await getTranslations('operations')
  if (!operation) return { title: (await getTranslations('shell.missing.operation'))('title') }
  return { title: `${t('reference', { number: String(operation.number) })} ${t(`verdict.${verdictKey(operation)}`)}` }
}

export default async function ReceiptPage({ params, searchParams }: ReceiptProps) {
  const { user } = await requirePermission('desk.read')
  const view = readReceiptView(await searchParams)
  const receipt = await loadReceipt((await params).id, view)
  if (!receipt) notFound()
  const t = await getTranslations('operations')
  const { operation, progress, course, calls, causes, blocks, children, retryable } = receipt
  const reference = t('reference', { number: String(operation.number) })
  return (
    <ClientMessages namespaces={['operations', 'receipt', 'whitelist', 'errors']}>
      <Trail
        steps={[
          { label: t('title'), href: '/operations' as Route },
          { label: reference, mono: true },
        ]}
      />
      <div className="px-6 pb-12 max-tablet:px-4">
        <ReceiptActions
          operation={operation}
          view={view}
          retryable={retryable}
          mayRetry={can(user.role, 'grant.write')}
          openShares={receipt.openShares}
          summary={await summaryText(receipt)}
          permalink={`/operations/${reference}`}
        />
        <article className="sheet">
          <div className="-mx-px">
            <DocumentRule />
          </div>
          <div className="grid grid-cols-[minmax(0,1fr)_276px] max-desk:grid-cols-1">
            <div className="min-w-0 px-7 pt-4 pb-4 max-tablet:px-4">
              <ReceiptHead operation={operation} progress={progress} />
              <LiveCounts
                key={operation.id}
                operationId={operation.id}
                initial={progress}
                canCancel={can(user.role, 'operation.cancel')}
              />
              <ReceiptChannels operation={operation} mayWrite={can(user.role, 'channel.write')} />
              <ReceiptRights operation={operation} mayWrite={can(user.role, 'grant.write')} />
              <Term receipt={receipt} />
              <Children operations={children} remaining={retryable} />
              <UnknownQuestions
                operationId={operation.id}
                questions={receipt.open.questions}
                count={receipt.open.count}
                mayAnswer={can(user.role, 'operation.answer')}
              />
              <Addenda checks={receipt.checks} />
              <FailureCauses number={operation.number} causes={causes} />
              <WhitelistPart
                operation={operation}
                counts={progress.counts}
                mayReveal={can(user.role, 'whitelist.reveal')}
              />
              <ConditionFollowUp receipt={receipt} role={user.role} />
              <Conditions receipt={receipt} />
              <ItemSection
                action={operation.action}
                licensees={receipt.licensees}
                causeText={causes.find((cause) => causeKeyOf(cause) === view.cause)?.advice ?? null}
                number={operation.number}
                view={view}
                counts={progress.counts}
                total={progress.total}
                blocks={blocks}
              />
              <NoteSection subject={{ type: 'operation', id: operation.id }} notes={receipt.notes} />
            </div>
            <ReceiptSide
              operation={operation}
              course={course}
              calls={calls}
              related={children}
              events={receipt.events}
            />
          </div>
        </article>
      </div>
    </ClientMessages>
  )
}

async function Term({ receipt: { operation, blocks } }: { receipt: Receipt }) {
  if (operation.action !== 'drama.grant') return null
  const t = await getTranslations('operations')
  const { expiresAt } = readSummary(operation.summary)
  const former = blocks.flatMap((block) => block.items).find((item) => item.shown.formerExpiresAt)
    ?.shown.formerExpiresAt
  return (
    <section className="mt-3.5 grid grid-cols-[64px_1fr] items-center border-t border-line pt-3">
      <h2 className="pb-1.5 font-serif text-13 font-semibold">{t('term')}</h2>
      <ExpiryRibbon
        now={operation.createdAt}
        expiresAt={expiresAt === 'permanent' ? null : expiresAt}
        formerExpiry={former && former !== 'permanent' ? former : null}
      />
    </section>
  )
}

const conditionActions = [
  'channel.conditions.update',
  'channel.conditions.restore',
  'channel.default.update',
  'channel.default.restore',
]

function Conditions({ receipt: { operation, blocks, requested } }: { receipt: Receipt }) {
  const item = blocks.flatMap((block) => block.items).find((entry) => entry.targetType === 'channel')
  if (!conditionActions.includes(operation.action) || !item || !requested) return null
  return <ConditionResult item={item} before={requested.before} after={requested.after} summary={operation.summary} />
}
