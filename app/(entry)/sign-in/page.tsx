import type { Metadata, Route } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { DocumentRule } from '@/components/shell/document-rule'
import { toReturnPath } from '@/lib/auth/return-path'
import { currentSession } from '@/lib/auth/session'
import { DEMO_PASSWORD, demoPeople, hasDemoPeople } from '@/lib/people/demo'
import { SignInForm } from './sign-in-form'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('auth.signIn'))('title') }
}

export default async function SignInPage({ searchParams }: PageProps<'/sign-in'>) {
  const { callbackUrl } = await searchParams
  const returnPath = toReturnPath(typeof callbackUrl === 'string' ? callbackUrl : null)
  if (await currentSession()) redirect(returnPath as Route)
  const t = await getTranslations('auth.signIn')
  const demo = hasDemoPeople()
    ? { password: DEMO_PASSWORD, people: demoPeople.map(({ name, email, role }) => ({ name, email, role })) }
    : null
  return (
    <>
      <DocumentRule />
      <h1 className="mt-5 font-serif text-26 font-semibold tracking-[.02em]">{t('title')}</h1>
      <p className="mt-1 mb-6 text-ink-2">{t('lede')}</p>
      <SignInForm returnPath={returnPath} demo={demo} />
      <p className="mt-6 text-12 text-ink-3">{t('noSignUp')}</p>
    </>
  )
}
