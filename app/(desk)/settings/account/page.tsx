import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ClientMessages } from '@/components/shell/client-messages'
import { PageBody, PageHead } from '@/components/shell/page-head'
import { SectionTitle } from '@/components/shell/section-title'
import { Mono } from '@/components/ui/mono'
import { requirePermission } from '@/lib/auth/session'
import { listSessions } from '@/lib/people/queries'
import { FeedSection } from './feed-section'
import { PasswordForm } from './password-form'
import { SessionsTable } from './sessions-table'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('people.account'))('title') }
}

export default async function AccountPage() {
  const { user, sessionId } = await requirePermission('account.write')
  const t = await getTranslations('people')
  const sessions = await listSessions(user.id)
  return (
    <ClientMessages namespaces={['people', 'errors', 'auth', 'expiring']}>
      <PageHead title={t('account.title')} />
      <PageBody className="grid max-w-[860px] gap-9">
        <section>
          <SectionTitle>{t('account.identity')}</SectionTitle>
          <dl className="grid grid-cols-[96px_1fr] gap-y-2 pt-1">
            <dt className="text-ink-3">{t('account.name')}</dt>
            <dd className="font-medium">{user.name}</dd>
            <dt className="text-ink-3">{t('account.email')}</dt>
            <dd>
              <Mono>{user.email}</Mono>
            </dd>
            <dt className="text-ink-3">{t('account.role')}</dt>
            <dd>
              {t(`role.${user.role}`)}
              <span className="ml-2 text-ink-3">{t(`roleDetail.${user.role}`)}</span>
            </dd>
          </dl>
        </section>
        <section>
          <SectionTitle note={t('account.passwordNote')}>{t('account.password')}</SectionTitle>
          <PasswordForm email={user.email} />
        </section>
        <section>
          <SectionTitle figure={sessions.length} note={t('account.sessionsNote')}>
            {t('account.sessions')}
          </SectionTitle>
          <SessionsTable sessions={sessions} presentId={sessionId} />
        </section>
        <FeedSection userId={user.id} />
      </PageBody>
    </ClientMessages>
  )
}
