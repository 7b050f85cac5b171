import { getTranslations } from 'next-intl/server'
import { ButtonLink } from '@/components/ui/button'
import { Empty } from '@/components/ui/empty'
import { can, type Permission, roles } from '@/lib/auth/permissions'
import { currentSession } from '@/lib/auth/session'
import { listPeople } from '@/lib/people/queries'

const deeds = {
  'grant.write': 'grant',
  'channel.write': 'channel',
  'connection.write': 'connection',
  'person.write': 'person',
} as const satisfies Partial<Record<Permission, string>>

const MOST_NAMED = 3

/** Which permission the page asks for, who has it, and who may give it. */
export async function PermissionNeeded({ permission }: { permission: keyof typeof deeds }) {
  const [t, tRole, session] = await Promise.all([
    getTranslations('shell.forbidden'),
    getTranslations('people.role'),
    currentSession(),
  ])
  // The boundary is drawn beside every page it guards; only who is turned away has to be told whom to ask.
  if (!session || can(session.user.role, permission)) return null
  const names = (await listPeople())
    .filter(({ role, state }) => can(role, 'person.write') && state === 'active')
    .map(({ name }) => name)
    .slice(0, MOST_NAMED)
  const allowed = roles.filter((role) => can(role, permission)).map((role) => tRole(role))
  return (
    <Empty isPage icon="lock" title={t('title')} action={<ButtonLink href="/">{t('back')}</ButtonLink>}>
      <p>
        {t('needs', { deed: t(`deed.${deeds[permission]}`), roles: allowed.join(t('list')) })}
        {t('role', { role: tRole(session.user.role) })}
      </p>
      <p>{names.length > 0 ? t('ask', { names: names.join(t('list')) }) : null}</p>
      <p className="mt-1 text-12 text-ink-3">{t('recorded')}</p>
    </Empty>
  )
}
