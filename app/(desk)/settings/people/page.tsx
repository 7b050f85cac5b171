import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ClientMessages } from '@/components/shell/client-messages'
import { PageBody, PageHead } from '@/components/shell/page-head'
import { Notice } from '@/components/ui/notice'
import { can } from '@/lib/auth/permissions'
import { requirePermission } from '@/lib/auth/session'
import { listPeople } from '@/lib/people/queries'
import { AddPerson } from './add-person'
import { PeopleTable } from './people-table'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('people'))('title') }
}

export default async function PeoplePage() {
  const { user } = await requirePermission('desk.read')
  const t = await getTranslations('people')
  const mayWrite = can(user.role, 'person.write')
  const people = await listPeople()
  return (
    <ClientMessages namespaces={['people', 'errors']}>
      <PageHead title={t('title')} meta={people.length} actions={mayWrite ? <AddPerson /> : null} />
      <PageBody>
        <p className="mb-4 max-w-prose text-ink-2">{t('lede')}</p>
        {mayWrite ? null : <Notice title={t('readOnly')} className="mb-4" />}
        <PeopleTable people={people} ownId={user.id} mayWrite={mayWrite} />
      </PageBody>
    </ClientMessages>
  )
}
