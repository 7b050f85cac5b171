import { useTranslations } from 'next-intl'
import { healthLook } from '@/components/connection/health-look'
import { ClientMessages } from '@/components/shell/client-messages'
import { SectionTitle } from '@/components/shell/section-title'
import { Chip } from '@/components/ui/chip'
import { Notice } from '@/components/ui/notice'
import { State } from '@/components/ui/state'
import type { Account } from '@/lib/connections/account'
import { formatDateTime } from '@/lib/format'
import { RestoreOffer } from '../../channels/default/restore-offer'
import { AccountFacts } from './account-facts'
import { AccountTest } from './account-test'
import { AccountWrites } from './account-writes'
import { useCloseReason } from './use-close-reason'

/** One account: its name and state, what it is, how it is doing, and what may be done about it. */
export function AccountSection({ account, mayWrite, now }: { account: Account; mayWrite: boolean; now: Date }) {
  const t = useTranslations('connections')
  const closeReason = useCloseReason()
  return (
    <section aria-label={account.name} data-connection={account.accountId}>
      <SectionTitle
        note={
          <span className="inline-flex items-center gap-2">
            {t(`kind.${account.kind}`)}
            {account.isSandbox ? <Chip tone="orpiment">{t('sandbox')}</Chip> : null}
          </span>
        }
        actions={<State name={healthLook[account.state]}>{t(`state.${account.state}`)}</State>}
      >
        {account.name}
      </SectionTitle>
      {account.closed ? (
        <Notice
          tone="danger"
          className="mt-1 mb-3"
          title={t('closed.title', { reason: closeReason(account.closed.reason) })}
        >
          {t('closed.since', { time: formatDateTime(account.closed.at) })}
        </Notice>
      ) : null}
      {account.closed?.reason === 'default_touched' ? (
        <ClientMessages namespaces={['account-default', 'channels', 'errors']}>
          <div className="mb-3">
            <RestoreOffer connectionId={account.id} mayRestore={mayWrite} />
          </div>
        </ClientMessages>
      ) : null}
      <AccountFacts account={account} now={now} />
      {mayWrite ? (
        <AccountTest connectionId={account.id} kind={account.kind}>
          <AccountWrites
            account={{
              id: account.id,
              name: account.name,
              isEnabled: account.isEnabled,
              closedReason: account.closed ? closeReason(account.closed.reason) : null,
              hasToken: account.kind === 'wechat',
            }}
          />
        </AccountTest>
      ) : null}
    </section>
  )
}
