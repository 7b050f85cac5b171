import { getTranslations } from 'next-intl/server'
import { ClientMessages } from '@/components/shell/client-messages'
import { PageBody, PageHead } from '@/components/shell/page-head'
import { SectionTitle } from '@/components/shell/section-title'
import { requirePermission } from '@/lib/auth/session'
import { ControlsSample } from './controls-sample'
import { FormSample } from './form-sample'
import { ListSample } from './list-sample'
import { MarksSample } from './marks-sample'
import { WordsSample } from './words-sample'

export default async function DesignPage() {
  await requirePermission('person.write')
  const t = await getTranslations('design')
  return (
    <>
      <PageHead title={t('title')} meta={t('lead')} trail={[{ label: t('title') }]} />
      <PageBody className="grid gap-7">
        <section>
          <SectionTitle>{t('marks')}</SectionTitle>
          <MarksSample />
        </section>
        <section>
          <SectionTitle>{t('words')}</SectionTitle>
          <WordsSample />
        </section>
        <ClientMessages namespaces={['design']}>
          <section>
            <SectionTitle>{t('controls')}</SectionTitle>
            <ControlsSample />
          </section>
          <section>
            <SectionTitle>{t('form')}</SectionTitle>
            <FormSample />
          </section>
          <section>
            <SectionTitle figure={3}>{t('list')}</SectionTitle>
            <ListSample />
          </section>
        </ClientMessages>
      </PageBody>
    </>
  )
}
