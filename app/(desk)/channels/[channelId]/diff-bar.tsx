'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useFormContext } from 'react-hook-form'
import { FormField } from '@/components/form/form-field'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { Input } from '@/components/ui/input'
import { Kbd } from '@/components/ui/kbd'
import type { Change } from '@/lib/channels/changes-schema'
import { type BaseConditions, type ConditionsSubmission, isLocked, rankNames } from '@/lib/channels/form-schema'
import { ChangeSentences } from './change-sentences'
import { ChangeRows } from './change-words'
import { CheckList } from './check-list'
import { DefaultConfirmation, type EditedAccount } from './default-confirmation'
import type { FormValues } from './form-values'
import type { Checks } from './use-channel-checks'

type Props = {
  channelId: string
  account?: EditedAccount | undefined
  followsDefault: boolean
  base: BaseConditions
  submission: ConditionsSubmission
  changes: readonly Change[]
  checks: Checks
  pending: boolean
  blocked: boolean
  onDiscard: () => void
}

/** Everything a save would do, before it is done. */
export function DiffBar(props: Props) {
  const { channelId, account, followsDefault, base, submission, changes, checks, pending, blocked, onDiscard } = props
  const t = useTranslations('channels')
  const tMerge = useTranslations('merge.bar')
  const { register } = useFormContext<FormValues>()
  const [asking, setAsking] = useState(false)
  const omitted = rankNames.filter((name) => isLocked(base[name]))
  return (
    <section
      aria-label={t('bar.label')}
      className="sticky bottom-0 z-10 grid gap-x-7 gap-y-3 bg-surface px-6 pt-3 pb-3.5 shadow-lift desk:grid-cols-[minmax(0,1fr)_260px_290px] max-tablet:static max-tablet:px-4"
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <div tabIndex={0} className="max-h-[26dvh] min-w-0 overflow-y-auto max-tablet:max-h-none">
        <h3 className="mb-1 flex flex-wrap items-baseline gap-x-2 font-serif text-16 font-semibold">
          {changes.length > 0 ? t('bar.title', { count: changes.length }) : t('bar.none')}
          <span className="font-sans text-12 font-normal text-ink-3">
            {account ? <DefaultScope account={account} /> : t('bar.scope', { channelId })}
          </span>
        </h3>
        {followsDefault && changes.length > 0 ? <p className="text-orpiment">{tMerge('followsNote')}</p> : null}
        <ChangeSentences changes={changes} />
        <ChangeRows changes={changes} />
        <DraftsKept changes={changes} />
        {changes.length > 0
          ? omitted.map((name) => (
              <p key={name} className="text-12 text-ink-3">
                {t('bar.omitted', { rank: t(`ranks.${name}`), type: base[name].unsupportedType ?? '' })}
              </p>
            ))
          : null}
      </div>
      {changes.length > 0 ? (
        <div className="desk:border-l desk:border-line desk:pl-6">
          <CheckList submission={submission} base={base} checks={checks} isAccount={account !== undefined} />
        </div>
      ) : null}
      {changes.length > 0 ? (
        <div className="grid content-end gap-2">
          {account ? <DefaultConfirmation account={account} /> : null}
          <FormField<FormValues> name="reason" label={t('fields.reason')}>
            <Input autoComplete="off" placeholder={t('bar.reasonPlaceholder')} {...register('reason')} />
          </FormField>
          <div className="grid grid-cols-[auto_minmax(0,1fr)] gap-2">
            <Button className="h-9" onClick={() => setAsking(true)} disabled={pending}>
              {t('bar.discard')}
            </Button>
            <Button
              type="submit"
              variant="primary"
              className="h-9"
              disabled={blocked}
              pending={pending && t('bar.saving')}
            >
              {account ? (
                <DefaultSave />
              ) : (
                <>
                  {t('bar.save')}
                  <Kbd>Ctrl ↵</Kbd>
                </>
              )}
            </Button>
          </div>
        </div>
      ) : null}
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t('discard.title')}
        description={t('discard.description')}
        confirmLabel={t('discard.confirm')}
        onConfirm={() => {
          setAsking(false)
          onDiscard()
        }}
      />
    </section>
  )
}

function DefaultScope({ account }: { account: EditedAccount }) {
  const t = useTranslations('account-default')
  return (
    <span className="font-medium text-cinnabar">{t('scope', { name: account.name, count: account.followers })}</span>
  )
}

const DefaultSave = () => useTranslations('account-default')('save')

/** A type left behind is no longer sent, and its draft stays. */
function DraftsKept({ changes }: { changes: readonly Change[] }) {
  const t = useTranslations('channels')
  return changes.map(({ rank, path, before }) =>
    path === 'type' && before.kind === 'type' ? (
      <p key={rank} className="text-12 text-ink-3">
        {t('bar.draftKept', { type: t(`types.${before.type as 'pay'}`) })}
      </p>
    ) : null,
  )
}
