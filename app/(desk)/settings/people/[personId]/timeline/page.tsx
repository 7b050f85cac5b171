import type { Metadata, Route } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import type { RawParams } from '@/app/(desk)/audit/search-params'
import { TargetTimeline } from '@/app/(desk)/audit/target-timeline'
import { PageBody, PageHead } from '@/components/shell/page-head'
import { requirePermission } from '@/lib/auth/session'
import { getPersonName } from '@/lib/people/queries'

type Props = { params: Promise<{ personId: string }>; searchParams: Promise<RawParams> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('explorer.timeline'))('title') }
}

/** What a member did, or what was done to them, for whoever looks after the members. */
export default async function PersonTimelinePage({ params, searchParams }: Props) {
  await requirePermission('person.write')
  const [{ personId }, address] = await Promise.all([params, searchParams])
  const name = await getPersonName(personId)
  if (name === null) notFound()
  const [t, tPeople] = await Promise.all([getTranslations('explorer.timeline'), getTranslations('people')])
  const path = `/settings/people/${personId}/timeline`
  const isMet = address.side === 'met'
  return (
    <>
      <PageHead
        title={name}
        trail={[{ label: tPeople('title'), href: '/settings/people' as Route }, { label: name }, { label: t('title') }]}
        tabs={
          <nav className="tabs" aria-label={t('title')}>
            <a href={path} aria-current={isMet ? undefined : 'page'}>
              {t('did')}
            </a>
            <a href={`${path}?side=met`} aria-current={isMet ? 'page' : undefined}>
              {t('met')}
            </a>
          </nav>
        }
      />
      <PageBody className="max-w-[860px]">
        <p className="pb-3 text-ink-2">{t('person')}</p>
        <TargetTimeline
          of={isMet ? { person: personId } : { actor: personId }}
          path={path}
          params={address}
          keep={{ side: isMet ? 'met' : undefined }}
        />
      </PageBody>
    </>
  )
}
