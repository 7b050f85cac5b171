import type { Route } from 'next'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Avatar } from '@/components/ui/avatar'
import { Icon } from '@/components/ui/icon'
import { NavigationLink } from './navigation-link'

export type Person = { name: string; email: string; role: string }

/** The browser's own popover: it opens, closes and returns focus without a script. */
export function AccountMenu({
  person,
  roleName,
  switches,
  signOut,
}: {
  person: Person
  roleName: string
  switches: ReactNode
  signOut?: ReactNode
}) {
  const t = useTranslations('shell')
  return (
    <>
      <button
        type="button"
        popoverTarget="account-menu"
        aria-label={t('accountOf', { name: person.name })}
        className="grid size-8 place-items-center rounded-full coarse:size-11"
      >
        <Avatar name={person.name} />
      </button>
      <div id="account-menu" popover="auto" className="popup sheet-menu">
        <div className="px-2.5 pt-1.5 pb-2.5">
          <p className="font-medium">{person.name}</p>
          <p className="text-12 text-ink-3">{person.email}</p>
          <p className="mt-1 text-12 text-ink-2">{roleName}</p>
        </div>
        <div className="border-y border-line-soft px-2.5 py-2.5">{switches}</div>
        <div className="pt-1">
          <NavigationLink
            href={'/settings/account' as Route}
            title={t('navigation.account')}
            className="option text-ink hover:bg-hover"
          >
            <Icon name="person" small className="text-ink-3" />
            {t('navigation.account')}
          </NavigationLink>
          {signOut}
        </div>
      </div>
    </>
  )
}
