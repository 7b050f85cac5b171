import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { DocumentRule } from '@/components/shell/document-rule'
import { ButtonLink } from '@/components/ui/button'
import { readLink } from '@/lib/people/queries'
import { JoinForm } from './join-form'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('auth.invite'))('titleInvite') }
}

/** Opening the link uses nothing up: chat apps open links to preview them. */
export default async function InvitePage({ params }: PageProps<'/invite/[token]'>) {
  const { token } = await params
  const link = await readLink(token)
  const t = await getTranslations('auth.invite')
  if (!link) {
    return (
      <>
        <DocumentRule />
        <h1 className="mt-5 font-serif text-26 font-semibold">{t('deadTitle')}</h1>
        <p className="mt-1 mb-6 text-ink-2">{t('dead')}</p>
        <ButtonLink href="/sign-in" size="lg">
          {t('toSignIn')}
        </ButtonLink>
      </>
    )
  }
  const isInvite = link.purpose === 'invite'
  return (
    <>
      <DocumentRule />
      <h1 className="mt-5 font-serif text-26 font-semibold tracking-[.02em]">
        {t(isInvite ? 'titleInvite' : 'titleReset')}
      </h1>
      <p className="mt-1 mb-6 text-ink-2">{t(isInvite ? 'ledeInvite' : 'ledeReset')}</p>
      <JoinForm token={token} purpose={link.purpose} name={link.name} email={link.email} />
    </>
  )
}
