import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { OperationLine } from '@/lib/operations/schema'
import { actionKey, sayValues } from '@/lib/operations/words-schema'

/** What an operation sets out to do, with its objects in bold. */
export function OperationSentence({ operation }: { operation: Pick<OperationLine, 'action' | 'summary'> }) {
  const t = useTranslations('operations')
  const key = actionKey(operation.action)
  const values = sayValues(operation, {
    dramas: (count) => t('say.dramas', { count }),
    licensees: (count) => t('say.licensees', { count }),
    until: (date) => t('say.until', { date }),
    permanent: t('say.permanent'),
  })
  const b = (chunks: ReactNode) => <b className="font-semibold text-ink">{chunks}</b>
  if (key === 'grant') return t.rich('say.grant', { ...values, b })
  if (key === 'revoke') return t.rich('say.revoke', { ...values, b })
  if (key === 'replace') return t.rich('say.replace', { ...values, b })
  if (key === 'accountGrant') return t.rich('say.accountGrant', { ...values, b })
  if (key === 'accountRevoke') return t.rich('say.accountRevoke', { ...values, b })
  if (key === 'accountDefault') return t.rich('say.accountDefault', { ...values, b })
  if (key === 'defaultRestore') return t.rich('say.defaultRestore', { ...values, b })
  if (key === 'follow') return t.rich('say.follow', { ...values, b })
  if (key === 'conditionsRestore') return t.rich('say.conditionsRestore', { ...values, b })
  if (key === 'driftRestore') return t.rich('say.driftRestore', { ...values, b })
  if (key === 'conditions') return t.rich('say.conditions', { ...values, b })
  if (key === 'apply') return t.rich('say.apply', { ...values, b })
  if (key === 'whitelist') return t.rich('say.whitelist', { ...values, b })
  if (key === 'whitelistUpdate') return t.rich('say.whitelistUpdate', { ...values, b })
  if (key === 'whitelistRemove') return t.rich('say.whitelistRemove', { ...values, b })
  if (key === 'whitelistClear') return t.rich('say.whitelistClear', { ...values, b })
  if (key === 'whitelistImport') return t.rich('say.whitelistImport', { ...values, b })
  return t('say.other', { action: t(`action.${key}`) })
}
