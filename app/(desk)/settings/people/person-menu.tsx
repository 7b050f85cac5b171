'use client'
import type { Route } from 'next'
import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { IconButton } from '@/components/ui/button'
import { Menu, MenuItem, MenuLink, MenuSeparator } from '@/components/ui/menu'
import type { PersonRow } from '@/lib/people/queries'

const RoleDialog = dynamic(() => import('./role-dialog').then((module) => module.RoleDialog), { ssr: false })
const PersonDialog = dynamic(() => import('./person-dialog').then((module) => module.PersonDialog), { ssr: false })

export type PersonChange = 'disable' | 'enable' | 'reset' | 'endSessions'

/** What an administrator may do with one person. Oneself cannot be demoted or disabled. */
export function PersonMenu({ person, isOneself }: { person: PersonRow; isOneself: boolean }) {
  const t = useTranslations('people')
  const [open, setOpen] = useState<PersonChange | 'role' | null>(null)
  const isDisabled = person.state === 'disabled'
  const hasJoined = person.state === 'active'
  const close = () => setOpen(null)
  return (
    <>
      <Menu trigger={<IconButton icon="more" label={t('more', { name: person.name })} />}>
        <MenuItem icon="person" onSelect={() => setOpen('role')} disabled={isOneself}>
          {t('changeRole.open')}
        </MenuItem>
        <MenuItem icon="link" onSelect={() => setOpen('reset')} disabled={isDisabled || isOneself}>
          {t(hasJoined || isDisabled ? 'reset.open' : 'reset.openInvite')}
        </MenuItem>
        <MenuItem icon="sign-out" onSelect={() => setOpen('endSessions')} disabled={person.sessionCount === 0}>
          {t('endSessions.open')}
        </MenuItem>
        <MenuLink icon="audit" href={`/settings/people/${person.id}/timeline` as Route}>
          {t('timeline')}
        </MenuLink>
        <MenuSeparator />
        {isDisabled ? (
          <MenuItem icon="check" onSelect={() => setOpen('enable')}>
            {t('enable.open')}
          </MenuItem>
        ) : (
          <MenuItem icon="block" danger onSelect={() => setOpen('disable')} disabled={isOneself}>
            {t('disable.open')}
          </MenuItem>
        )}
      </Menu>
      {open === 'role' ? <RoleDialog person={person} onClose={close} /> : null}
      {open !== null && open !== 'role' ? <PersonDialog person={person} change={open} onClose={close} /> : null}
    </>
  )
}
