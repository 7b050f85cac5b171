'use client'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'
import { useEffect, useMemo, useState } from 'react'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { countCodePoints, formatCount } from '@/lib/format'
import { markRemoved, summarisePlan } from '@/lib/grants/plan-summary-schema'
import { expiryProblem, MOST_CELLS } from '@/lib/grants/schema'
import type { SlipView } from '@/lib/grants/slip-schema'
import type { Draft } from './draft'
import { DramaPicker } from './drama-picker'
import { ExpirySection } from './expiry-section'
import { keepPlan } from './known-plans'
import { LicenseePicker } from './licensee-picker'
import { MatrixSection } from './matrix-section'
import { SaveLine } from './save-line'
import { Slip } from './slip'
import { useLicensees } from './use-licensees'
import { usePlan } from './use-plan'
import { useSlip } from './use-slip'
import { useSubmit } from './use-submit'

const ImportDialog = dynamic(() => import('./import-dialog').then((module) => module.ImportDialog), { ssr: false })

type ComposerProps = {
  connectionId: string
  slip: SlipView | null
  localKey: string
  mayWrite: boolean
  now: string
}

const CLOCK_MS = 30_000

export function Composer(props: ComposerProps) {
  const [client] = useState(() => new QueryClient({ defaultOptions: { queries: { retry: 1, staleTime: 30_000 } } }))
  return (
    <QueryClientProvider client={client}>
      <ComposerForm {...props} />
    </QueryClientProvider>
  )
}

function ComposerForm({ connectionId, slip, localKey, mayWrite, now: renderedAt }: ComposerProps) {
  const t = useTranslations('grants')
  const saving = useSlip({ slip, connectionId, mayWrite, localKey })
  const { draft, change, flush } = saving
  const now = useNow(renderedAt)
  const [isTried, setIsTried] = useState(false)
  const [isImporting, setIsImporting] = useState(false)
  const [isConfirming, setIsConfirming] = useState(false)
  const { find } = useLicensees(connectionId)

  const missing = useMissing(draft, now)
  const isChosen = missing.every((key) => key === 'reason')
  const planning = usePlan({
    connectionId,
    choice: isChosen
      ? {
          dramaIds: draft.dramaIds,
          appids: draft.appids,
          expiry: draft.kind === 'permanent' ? 'permanent' : draft.at.trim(),
        }
      : null,
    flush: mayWrite ? flush : null,
  })
  const { plan } = planning
  const removedCells = useMemo(
    () => (plan ? markRemoved(plan.dramas, plan.licensees, draft.removed) : null),
    [plan, draft.removed],
  )
  const summary = useMemo(() => (plan ? summarisePlan(plan, removedCells) : null), [plan, removedCells])
  const { submit, isSubmitting, refusal, forget } = useSubmit(flush, planning.replan)
  const isReady = planning.isCurrent && summary !== null && summary.toSend > 0 && saving.refusal?.code !== 'conflict'
  const toSend = summary?.toSend ?? 0
  const { saved } = saving
  const counts = planning.isCurrent ? summary?.counts : undefined
  useEffect(() => {
    if (saved && counts) keepPlan(saved.number, saved.version, counts)
  }, [saved, counts])

  const send = (confirmedCount: number | null) => {
    if (plan) void submit({ planKey: plan.planKey, confirmedCount })
  }
  const ask = () => {
    setIsTried(true)
    if (!mayWrite || isSubmitting) return
    if (missing[0]) return document.getElementById(fieldOf[missing[0]])?.focus()
    if (!isReady) return
    if (draft.kind === 'permanent') setIsConfirming(true)
    else send(null)
  }
  const edit = (patch: Partial<Draft>) => {
    forget()
    change(patch)
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys work from every field of the slip
    <div
      className="grid border-t border-ink desk:min-h-[calc(100dvh-var(--bar)-var(--page-head))] desk:grid-cols-[minmax(0,1fr)_384px]"
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) ask()
      }}
    >
      <div className="min-w-0 px-6 max-tablet:px-4">
        <SaveLine saving={saving} parent={slip?.parent ?? null} mayWrite={mayWrite} />
        <div className="grid border-t border-ink wide:grid-cols-[minmax(0,1.12fr)_minmax(0,1fr)]">
          <div className="min-w-0 wide:pr-5">
            <DramaPicker
              connectionId={connectionId}
              chosen={draft.dramaIds}
              onChange={(dramaIds) => edit({ dramaIds })}
              onImport={() => setIsImporting(true)}
            />
          </div>
          <div className="min-w-0 wide:border-l wide:border-line wide:pl-5">
            <LicenseePicker
              mayWrite={mayWrite}
              connectionId={connectionId}
              chosen={draft.appids}
              onChange={(appids) => edit({ appids })}
            />
          </div>
        </div>
        <ExpirySection
          kind={draft.kind}
          at={draft.at}
          preset={draft.preset}
          licensees={draft.appids.map(find)}
          now={now}
          isTried={isTried}
          onChange={edit}
        />
        <MatrixSection
          plan={plan}
          isPlanning={planning.isPlanning}
          removed={draft.removed}
          removedCells={removedCells}
          onRemoved={(removed) => edit({ removed })}
          moves={planning.moves}
          onDismissMoves={planning.dismissMoves}
          onReplan={planning.replan}
        />
      </div>
      <Slip
        draft={draft}
        number={saving.saved?.number ?? null}
        plan={plan}
        summary={summary}
        planRefusal={planning.refusal}
        onReplan={planning.replan}
        missing={missing}
        isTried={isTried}
        mayWrite={mayWrite}
        isReady={isReady}
        isSubmitting={isSubmitting}
        refusal={refusal}
        now={now}
        findLicensee={find}
        onDrop={(appids) => edit({ appids: draft.appids.filter((appid) => !appids.includes(appid)) })}
        onReason={(reason) => edit({ reason })}
        onSubmit={ask}
      />
      {isImporting ? <ImportDialog draft={draft} onImport={edit} onClose={() => setIsImporting(false)} /> : null}
      <ConfirmDialog
        open={isConfirming}
        onOpenChange={setIsConfirming}
        danger
        title={t('confirm.title', { count: formatCount(toSend) })}
        description={t('confirm.description', { count: formatCount(toSend) })}
        confirmLabel={t('confirm.action', { count: formatCount(toSend) })}
        typedConfirmation={String(toSend)}
        onConfirm={() => {
          setIsConfirming(false)
          send(toSend)
        }}
      />
    </div>
  )
}

const fieldOf = {
  dramas: 'field-dramaIds',
  licensees: 'field-appids',
  cells: 'field-dramaIds',
  expiry: 'field-expiry',
  reason: 'field-reason',
} as const
export type Missing = keyof typeof fieldOf

/** What still keeps the slip from being sent, in the order of the page. */
function useMissing(draft: Draft, now: number): Missing[] {
  const isExpiryGood = draft.kind === 'permanent' || expiryProblem(draft.at, now) === null
  const reasonLength = countCodePoints(draft.reason.trim())
  return [
    ...(draft.dramaIds.length === 0 ? (['dramas'] as const) : []),
    ...(draft.appids.length === 0 ? (['licensees'] as const) : []),
    ...(draft.dramaIds.length * draft.appids.length > MOST_CELLS ? (['cells'] as const) : []),
    ...(isExpiryGood ? [] : (['expiry'] as const)),
    ...(reasonLength < 2 || reasonLength > 500 ? (['reason'] as const) : []),
  ]
}

/** The server's clock first, so that both sides draw the same; then this browser's. */
function useNow(renderedAt: string) {
  const [now, setNow] = useState(() => Date.parse(renderedAt))
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), CLOCK_MS)
    return () => clearInterval(timer)
  }, [])
  return now
}
