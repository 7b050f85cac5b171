'use client'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { countCodePoints, formatClock } from '@/lib/format'
import { expiryProblem } from '@/lib/grants/schema'
import { DramaPicker } from './drama-picker'
import { ExpirySection } from './expiry-section'
import { LicenseePicker } from './licensee-picker'
import { Matrix } from './matrix'
import { Slip } from './slip'
import { emptyDraft, useDraft } from './use-draft'
import { useLicensees } from './use-licensees'
import { usePlan } from './use-plan'
import { useSubmit } from './use-submit'

export type ComposerProps = { connectionId: string; draftKey: string; mayWrite: boolean; now: string }

const CLOCK_MS = 30_000

export function Composer(props: ComposerProps) {
  const [client] = useState(() => new QueryClient({ defaultOptions: { queries: { retry: 1, staleTime: 30_000 } } }))
  return (
    <QueryClientProvider client={client}>
      <ComposerForm {...props} />
    </QueryClientProvider>
  )
}

function ComposerForm({ connectionId, draftKey, mayWrite, now: renderedAt }: ComposerProps) {
  const t = useTranslations('grants')
  const { draft, change, clear, savedAt } = useDraft(draftKey)
  const now = useNow(renderedAt)
  const [isTried, setIsTried] = useState(false)
  const [isConfirming, setIsConfirming] = useState(false)
  const { find } = useLicensees(connectionId)

  const isExpiryGood = draft.kind === 'permanent' || expiryProblem(draft.at, now) === null
  const reasonLength = countCodePoints(draft.reason.trim())
  const missing = [
    ...(draft.dramaIds.length === 0 ? (['dramas'] as const) : []),
    ...(draft.appids.length === 0 ? (['licensees'] as const) : []),
    ...(isExpiryGood ? [] : (['expiry'] as const)),
    ...(reasonLength < 2 || reasonLength > 500 ? (['reason'] as const) : []),
  ]
  const isChosen = draft.dramaIds.length > 0 && draft.appids.length > 0 && isExpiryGood
  const {
    plan,
    isCurrent,
    isPlanning,
    refusal: planRefusal,
    replan,
  } = usePlan(
    connectionId,
    isChosen
      ? {
          dramaIds: draft.dramaIds,
          appids: draft.appids,
          expiry: draft.kind === 'permanent' ? 'permanent' : draft.at.trim(),
        }
      : null,
  )
  const { submit, isSubmitting, refusal, forget } = useSubmit(clear, replan)
  const isReady = isCurrent && plan !== null && plan.toSend > 0
  const toSend = plan?.toSend ?? 0

  const send = (confirmedCount: number | null) => {
    if (!plan) return
    void submit({
      connectionId,
      dramaIds: draft.dramaIds,
      appids: draft.appids,
      expiry: draft.kind === 'permanent' ? { kind: 'permanent' } : { kind: 'date', at: draft.at.trim() },
      reason: draft.reason,
      planKey: plan.planKey,
      confirmedCount,
    })
  }
  const ask = () => {
    setIsTried(true)
    if (!mayWrite || isSubmitting) return
    if (missing[0]) return document.getElementById(fieldOf[missing[0]])?.focus()
    if (!isReady) return
    if (draft.kind === 'permanent') setIsConfirming(true)
    else send(null)
  }
  const edit = (patch: Partial<typeof draft>) => {
    forget()
    change(patch)
  }
  const contracts = draft.appids.flatMap((appid) => find(appid).contractEndsOn ?? []).sort()

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys work from every field of the slip
    <div
      className="grid border-t border-ink desk:min-h-[calc(100dvh-var(--bar)-var(--page-head))] desk:grid-cols-[minmax(0,1fr)_384px]"
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) ask()
      }}
    >
      <div className="min-w-0 px-6 max-tablet:px-4">
        <div className="flex min-h-9 items-center gap-3 text-12 text-ink-3">
          <span role="status">{savedAt ? t('compose.savedAt', { time: formatClock(savedAt) }) : ''}</span>
          {JSON.stringify(draft) === JSON.stringify(emptyDraft) ? null : (
            <Button variant="ghost" size="sm" className="ml-auto" onClick={clear}>
              {t('compose.clear')}
            </Button>
          )}
        </div>
        <div className="grid border-t border-ink wide:grid-cols-[minmax(0,1.12fr)_minmax(0,1fr)]">
          <div className="min-w-0 wide:pr-5">
            <DramaPicker
              connectionId={connectionId}
              chosen={draft.dramaIds}
              onChange={(dramaIds) => edit({ dramaIds })}
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
          contractEndsOn={contracts[0] ?? null}
          now={now}
          isTried={isTried}
          onChange={edit}
        />
        <Matrix plan={plan} isPlanning={isPlanning} />
      </div>
      <Slip
        draft={draft}
        plan={plan}
        planRefusal={planRefusal}
        onReplan={replan}
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
      <ConfirmDialog
        open={isConfirming}
        onOpenChange={setIsConfirming}
        danger
        title={t('confirm.title', { count: toSend })}
        description={t('confirm.description', { count: toSend })}
        confirmLabel={t('confirm.action', { count: toSend })}
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
  expiry: 'field-expiry',
  reason: 'field-reason',
} as const

/** The server's clock first, so that both sides draw the same; then this browser's. */
function useNow(renderedAt: string) {
  const [now, setNow] = useState(() => Date.parse(renderedAt))
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), CLOCK_MS)
    return () => clearInterval(timer)
  }, [])
  return now
}
