import type { Metadata, Route } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { CountsBar } from '@/components/operation/counts-bar'
import { CourseSteps } from '@/components/operation/course-steps'
import { Seal } from '@/components/operation/seal'
import { ClientMessages } from '@/components/shell/client-messages'
import { DocumentRule } from '@/components/shell/document-rule'
import { Trail } from '@/components/shell/trail'
import { ButtonLink } from '@/components/ui/button'
import { ownOrigins } from '@/lib/auth/origin'
import { requirePermission } from '@/lib/auth/session'
import { formatCount, formatDateTime } from '@/lib/format'
import { Addenda } from '../addenda'
import { toCourseSteps } from '../course-text'
import { FailureCauses } from '../failure-causes'
import { ItemTable } from '../item-table'
import { LicenseeTable } from '../licensee-table'
import { PrintButton } from '../print-button'
import { ReceiptHead } from '../receipt-head'
import { sealProps } from '../seal-props'
import { toCounts } from '../to-counts'
import { loadPrint } from './load-print'

type PrintProps = { params: Promise<{ id: string }> }

export async function generateMetadata({ params }: PrintProps): Promise<Metadata> {
  const { id } = await params
  return {
    title: `${/^R-\d+$/i.test(id) ? id.toUpperCase() : ''} ${(await getTranslations('receipt.print'))('title')}`.trim(),
  }
}

/** The receipt as a document of A4 pages: what was set out, what came of it, why, and who answers for it. */
export default async function PrintPage({ params }: PrintProps) {
  const { user } = await requirePermission('desk.read')
  const printed = await loadPrint((await params).id)
  if (!printed) notFound()
  const [t, tOperations] = await Promise.all([getTranslations('receipt.print'), getTranslations('operations')])
  const { operation, progress, causes, course, checks, items, licensees, unlisted, isComplete } = printed
  const reference = tOperations('reference', { number: String(operation.number) })
  const seal = sealProps(operation, tOperations)
  const href = `/operations/${reference}` as Route
  return (
    <ClientMessages namespaces={['operations', 'receipt', 'errors']}>
      <Trail
        steps={[
          { label: tOperations('title'), href: '/operations' as Route },
          { label: reference, href, mono: true },
          { label: t('open') },
        ]}
      />
      <div className="no-print mx-auto flex max-w-[860px] flex-wrap items-center gap-2 px-6 py-3 max-tablet:px-4">
        <p className="mr-auto text-12 text-ink-3">{t('help')}</p>
        <ButtonLink href={href} variant="ghost" icon="back">
          {t('back')}
        </ButtonLink>
        <PrintButton label={t('open')} />
      </div>
      <article className="paper sheet mx-auto mb-12 max-w-[860px]">
        <DocumentRule />
        <div className="px-10 pt-6 pb-8 max-tablet:px-4">
          <div className="flex items-start gap-6">
            <div className="min-w-0 flex-1">
              <p className="mb-1 font-serif text-13 tracking-[.2em] text-ink-3">{t('document')}</p>
              <ReceiptHead operation={operation} progress={progress} />
            </div>
            {seal ? (
              <div className="shrink-0 max-[600px]:hidden">
                <Seal {...seal} size={132} />
              </div>
            ) : null}
          </div>
          <div className="mt-5">
            <CountsBar
              counts={toCounts(progress, await getTranslations('operations.counts'))}
              label={tOperations('counts.label')}
              totalLabel={tOperations('counts.total')}
            />
          </div>
          <FailureCauses number={operation.number} causes={causes} isPrinted />
          <Addenda checks={checks} />
          {licensees.length > 1 ? (
            <section className="mt-5">
              <h2 className="mb-1 font-serif text-14 font-semibold">{t('byLicensee')}</h2>
              <LicenseeTable number={operation.number} licensees={licensees} />
            </section>
          ) : null}
          {items.length > 0 ? (
            <section className="mt-5">
              <h2 className="mb-1 font-serif text-14 font-semibold">{t(isComplete ? 'allItems' : 'items')}</h2>
              <ItemTable isFirst items={items} label={t(isComplete ? 'allItems' : 'items')} />
            </section>
          ) : null}
          {unlisted > 0 ? (
            <p className="mt-2 text-12 text-ink-3">{t('othersVerified', { count: formatCount(unlisted) })}</p>
          ) : null}
          <section className="mt-5 break-inside-avoid">
            <h2 className="mb-2 font-serif text-14 font-semibold">{t('course')}</h2>
            <CourseSteps steps={toCourseSteps(operation, course, tOperations)} />
          </section>
          <Signatures labels={[t('handled'), t('reviewed'), t('date')]} />
          <footer className="mt-6 grid gap-0.5 border-t border-line pt-2 text-12 text-ink-3">
            <p>{t('note')}</p>
            <p className="flex flex-wrap gap-x-6">
              <span>
                {t('permalink')} <span className="mono">{`${ownOrigins[0] ?? ''}${href}`}</span>
              </span>
              <span>{t('printedBy', { name: user.name, time: formatDateTime(Date.now()) })}</span>
            </p>
          </footer>
        </div>
      </article>
    </ClientMessages>
  )
}

function Signatures({ labels }: { labels: readonly string[] }) {
  return (
    <dl className="mt-8 grid grid-cols-3 gap-8 break-inside-avoid">
      {labels.map((label) => (
        <div key={label} className="border-b border-line-strong pb-6">
          <dt className="text-12 text-ink-3">{label}</dt>
        </div>
      ))}
    </dl>
  )
}
