import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Nowhere } from '@/components/shell/nowhere'
import { requirePermission } from '@/lib/auth/session'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('shell.notFound'))('title') }
}

/** Any address that leads nowhere, told with the rail beside it, so that there is a way on. */
export default async function NowherePage() {
  await requirePermission('desk.read')
  return <Nowhere />
}
