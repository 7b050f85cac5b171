'use client'
import type { Route } from 'next'
import dynamic from 'next/dynamic'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useEffect, useMemo, useRef, useState, useTransition } from 'react'
import { useForm } from 'react-hook-form'
import { applyFieldErrors } from '@/components/form/apply-field-errors'
import { ErrorSummary } from '@/components/form/error-summary'
import { Form } from '@/components/form/form'
import { LeaveGuard } from '@/components/shell/leave-guard'
import { mayBeTaken, settle } from '@/components/shell/reach'
import type { CarriedMerge, ChannelBase } from '@/lib/channels/channel-views-schema'
import { rankNames, toSubmission } from '@/lib/channels/form-schema'
import type { ActionFailure } from '@/lib/errors'
import { saveConditions, saveDefault } from '../actions'
import { Banners } from './banners'
import { ChecksProvider } from './checks-context'
import type { EditedAccount } from './default-confirmation'
import { DiffBar } from './diff-bar'
import { type FormValues, resolverFor, valuesOf } from './form-values'
import { draftKey, dropDraft } from './local-draft'
import type { MergeInput } from './merge-dialog'
import { RankProvider } from './rank-context'
import { RankPanel } from './rank-panel'
import { RefusedNotice } from './refused-notice'
import { StaleNotice } from './stale-notice'
import { keepTypedSecrets, withTypedSecrets } from './typed-secrets'
import { useChannelChecks } from './use-channel-checks'
import { useCurrentChanges } from './use-current-changes'
import { useErrorLabels } from './use-error-labels'
import { useLocalDraft } from './use-local-draft'
import { ViewerPanel } from './viewer/viewer-panel'

const MergeDialog = dynamic(() => import('./merge-dialog').then((module) => module.MergeDialog), { ssr: false })

type Props = {
  channel: ChannelBase
  personId: string
  mayWrite: boolean
  /** Whether the stored viewing code may be shown to this person. */
  mayReveal?: boolean
  isClosed: boolean
  facts: readonly string[]
  /** Set while the account default is edited, which is no channel. */
  account?: EditedAccount
  /** What was filled in for an operation that never went out, to be merged with what is there now. */
  carried?: CarriedMerge | null
  /** Opens the question whether to stop following at once. */
  asksToStop?: boolean
}

export function ConditionsForm(props: Props) {
  const { channel: loaded, personId, mayWrite, mayReveal = false, isClosed, facts, account, asksToStop = false } = props
  const t = useTranslations('channels')
  const router = useRouter()
  const [channel, setChannel] = useState(loaded)
  const [refusal, setRefusal] = useState<ActionFailure | null>(null)
  const [stale, setStale] = useState<ChannelBase | null>(null)
  const key = draftKey(personId, loaded)
  const [carried] = useState(() => (props.carried ? withTypedSecrets(key, props.carried) : null))
  const [merging, setMerging] = useState<Omit<MergeInput, 'theirs'> | null>(carried)
  const [isSent, setSent] = useState(false)
  const [isPending, startTransition] = useTransition()
  const requestKey = useRef<string | null>(null)
  const element = useRef<HTMLDivElement>(null)
  const resolver = useMemo(() => resolverFor(channel, account?.name), [channel, account?.name])
  const form = useForm<FormValues>({ resolver, mode: 'onTouched', defaultValues: valuesOf(loaded, carried?.reason) })
  const { submission, changes, whitelists } = useCurrentChanges(form.control, channel)
  const { checks, read } = useChannelChecks(channel, whitelists)
  const { restoredAt, forget } = useLocalDraft({ form, channel, key, isChanged: changes.length > 0, isSent })
  const errorLabels = useErrorLabels(form.control)
  const moved = stale ?? checks.result?.channel ?? null
  const readOnly = !mayWrite || isClosed

  const refuse = (failure: ActionFailure) => {
    if (failure.fieldErrors) applyFieldErrors(form, failure.fieldErrors)
    const found = failure.detail?.channel
    if (failure.code === 'stale_base' && found) setStale(found as ChannelBase)
    else if (!failure.fieldErrors || failure.fieldErrors.conditions) setRefusal(failure)
  }
  const submit = (values: FormValues) => {
    setRefusal(null)
    requestKey.current ??= crypto.randomUUID()
    const { connectionId, channelId } = channel
    const input = {
      connectionId,
      requestKey: requestKey.current,
      base: channel.fingerprint,
      reason: values.reason,
      conditions: toSubmission(values, channel.base),
    }
    startTransition(async () => {
      const result = await settle(() =>
        account
          ? saveDefault({ ...input, confirmation: values.confirmation ?? '' })
          : saveConditions({ ...input, channelId }),
      )
      if (result.ok || !mayBeTaken(result.code)) requestKey.current = null
      if (!result.ok) return refuse(result)
      const reference = `R-${result.data.number}`
      setSent(true)
      dropDraft(key)
      keepTypedSecrets(key, reference, values)
      router.push(`/operations/${reference}` as Route)
    })
  }
  const startFrom = (next: ChannelBase, values: FormValues) => {
    setChannel(next)
    setStale(null)
    setRefusal(null)
    form.reset(values)
  }
  const discard = () => {
    forget()
    startFrom(moved ?? channel, valuesOf(moved ?? channel))
  }
  useSubmitShortcut(element)

  return (
    <div ref={element}>
      <LeaveGuard when={changes.length > 0 && !isSent} />
      <Form
        form={form}
        onSubmit={submit}
        translateError={(message) => t(`errors.${message}` as 'errors.required')}
        className="flex flex-col desk:min-h-[calc(100dvh-var(--bar)-var(--page-head))]"
      >
        <div className="grid gap-3 px-6 pt-3 empty:hidden max-tablet:px-4">
          <p className="text-12 text-ink-3">{facts.join('　')}</p>
          <Banners
            channel={channel}
            mayWrite={mayWrite}
            isClosed={isClosed}
            asksToStop={asksToStop}
            restoredAt={restoredAt}
            onForget={discard}
          />
          {moved ? (
            <StaleNotice
              before={channel}
              now={moved}
              hasChanges={changes.length > 0}
              onMerge={() => setMerging({ base: channel.base, mine: form.getValues() })}
              onDrop={discard}
            />
          ) : null}
          <ErrorSummary labels={errorLabels} />
          {refusal ? <RefusedNotice failure={refusal} /> : null}
        </div>
        {merging ? (
          <MergeDialog
            input={{ ...merging, theirs: (moved ?? channel).base }}
            carried={merging.base === carried?.base ? carried : null}
            onClose={() => setMerging(null)}
            onMerged={(merged) => {
              startFrom(moved ?? channel, { ...form.getValues(), ...merged })
              setMerging(null)
            }}
          />
        ) : null}
        <ChecksProvider value={{ checks, read }}>
          <div className="grid grow desk:grid-cols-2 desk:divide-x desk:divide-line wide:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_356px]">
            {rankNames.map((rank) => (
              <RankProvider
                key={rank}
                value={{
                  rank,
                  base: channel.base[rank],
                  readOnly,
                  channelId: channel.channelId,
                  connectionId: channel.connectionId,
                  mayReveal,
                }}
              >
                <RankPanel changes={changes.filter((change) => change.rank === rank)} />
              </RankProvider>
            ))}
            <ViewerPanel
              title={channel.name}
              watchStatus={channel.watchStatus}
              base={channel.base}
              followsDefault={channel.followsDefault === true}
            />
          </div>
        </ChecksProvider>
        {readOnly ? null : (
          <DiffBar
            channelId={channel.channelId}
            account={account}
            followsDefault={channel.followsDefault === true}
            base={channel.base}
            submission={submission}
            changes={changes}
            checks={checks}
            pending={isPending || isSent}
            blocked={moved !== null}
            onDiscard={discard}
          />
        )}
      </Form>
    </div>
  )
}

/** Ctrl or ⌘ with Enter saves from anywhere in the form. */
function useSubmitShortcut(element: React.RefObject<HTMLDivElement | null>) {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.isComposing) return
      event.preventDefault()
      element.current?.querySelector<HTMLButtonElement>('button[type=submit]:not(:disabled)')?.click()
    }
    const here = element.current
    here?.addEventListener('keydown', press)
    return () => here?.removeEventListener('keydown', press)
  }, [element])
}
