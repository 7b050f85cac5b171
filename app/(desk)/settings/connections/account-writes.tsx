'use client'
import type { Route } from 'next'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button, ButtonLink } from '@/components/ui/button'
import { ReasonDialog } from './reason-dialog'

export type WrittenAccount = {
  id: string
  name: string
  isEnabled: boolean
  closedReason: string | null
  /** The account works with a token of which an administrator may demand a new one. */
  hasToken: boolean
}
export type AccountWrite = 'switch' | 'reopen' | 'renewToken'

export function AccountWrites({ account }: { account: WrittenAccount }) {
  const t = useTranslations('connections.actions')
  const [open, setOpen] = useState<AccountWrite | null>(null)
  return (
    <>
      <ButtonLink href={`/settings/connections/${account.id}` as Route} icon="edit">
        {t('edit')}
      </ButtonLink>
      {account.hasToken && account.isEnabled ? (
        <Button onClick={() => setOpen('renewToken')}>{t('renewToken')}</Button>
      ) : null}
      <Button onClick={() => setOpen('switch')} variant={account.isEnabled ? 'danger' : 'default'}>
        {t(account.isEnabled ? 'disable' : 'enable')}
      </Button>
      {account.closedReason === null ? null : (
        <Button onClick={() => setOpen('reopen')} variant="primary">
          {t('reopen')}
        </Button>
      )}
      {open === null ? null : <ReasonDialog account={account} write={open} onClose={() => setOpen(null)} />}
    </>
  )
}
