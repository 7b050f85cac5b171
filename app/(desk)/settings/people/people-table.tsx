import type { Route } from 'next'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { type Column, DataTable } from '@/components/data-table/data-table'
import { Avatar } from '@/components/ui/avatar'
import { Chip } from '@/components/ui/chip'
import { Icon } from '@/components/ui/icon'
import { Mono } from '@/components/ui/mono'
import { RelativeTime } from '@/components/ui/relative-time'
import { State, type StateName } from '@/components/ui/state'
import type { PersonRow, PersonState } from '@/lib/people/queries'
import type { RoleName } from '@/lib/people/schema'
import { PersonMenu } from './person-menu'

const looks: Record<PersonState, StateName> = {
  active: 'verified',
  invited: 'scheduled',
  link_expired: 'warning',
  disabled: 'blocked',
}

type Props = { people: readonly PersonRow[]; ownId: string; mayWrite: boolean }

export async function PeopleTable({ people, ownId, mayWrite }: Props) {
  const t = await getTranslations('people')
  const now = new Date().toISOString()
  const columns: Column<PersonRow>[] = [
    {
      key: 'person',
      head: t('column.person'),
      wrap: true,
      cell: (person) => (
        <span className="flex min-w-0 items-center gap-2.5">
          <Avatar name={person.name} />
          <span className="min-w-0">
            <span className="flex items-center gap-1.5 font-medium">
              <span className="clip">{person.name}</span>
              {person.id === ownId ? <Chip>{t('you')}</Chip> : null}
            </span>
            <Mono quiet className="clip block">
              {person.email}
            </Mono>
            <span className="text-12 text-ink-2 tablet:hidden">{t(`role.${person.role as RoleName}`)}</span>
          </span>
        </span>
      ),
    },
    {
      key: 'role',
      head: t('column.role'),
      width: '120px',
      wideOnly: true,
      cell: (person) => t(`role.${person.role as RoleName}`),
    },
    {
      key: 'state',
      head: t('column.state'),
      width: '130px',
      cell: (person) => <State name={looks[person.state]}>{t(`state.${person.state}`)}</State>,
    },
    {
      key: 'lastSeen',
      head: t('column.lastSeen'),
      width: '130px',
      wideOnly: true,
      cell: (person) =>
        person.lastSeenAt ? (
          <RelativeTime at={person.lastSeenAt} now={now} />
        ) : (
          <span className="text-ink-3">{t('never')}</span>
        ),
    },
    {
      key: 'sessions',
      head: t('column.sessions'),
      width: '90px',
      numeric: true,
      wideOnly: true,
      cell: (person) => person.sessionCount,
    },
    {
      key: 'actions',
      head: <span className="sr-only">{t('column.actions')}</span>,
      width: '60px',
      cell: (person) =>
        mayWrite ? (
          <PersonMenu person={person} isOneself={person.id === ownId} />
        ) : (
          <Link
            href={`/audit?q=actor:${person.id}` as Route}
            className="grid size-8 place-items-center rounded-control text-ink-2 hover:bg-hover coarse:size-11"
            aria-label={t('historyOf', { name: person.name })}
            title={t('history')}
            prefetch={false}
          >
            <Icon name="audit" />
          </Link>
        ),
    },
  ]
  return (
    <DataTable
      label={t('listLabel')}
      columns={columns}
      rows={people}
      rowKey={(person) => person.id}
      row="l"
      empty={null}
    />
  )
}
