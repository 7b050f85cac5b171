import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { requirePermission } from '@/lib/auth/session'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('shell.notFound'))('title') }
}

/** Any address that leads nowhere, told with the rail beside it, so that there is a way on. */
export default async function NowherePage(): Promise<never> {
  await requirePermission('desk.read')
  notFound()
}
