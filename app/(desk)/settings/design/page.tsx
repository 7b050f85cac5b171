import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ClientMessages } from '@/components/shell/client-messages'
import { PageBody, PageHead } from '@/components/shell/page-head'
import { SectionTitle } from '@/components/shell/section-title'
import { requirePermission } from '@/lib/auth/session'
import { ColourSample } from './colour-sample'
import { ControlsSample } from './controls-sample'
import { FormSample } from './form-sample'
import { ListSample } from './list-sample'
import { MarksSample } from './marks-sample'
import { MatrixSample } from './matrix-sample'
import { OpenersSample } from './openers-sample'
import { ScaleSample } from './scale-sample'
import { StatesSample } from './states-sample'
import { WordsSample } from './words-sample'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('design'))('title') }
}

export default async function DesignPage() {
  await requirePermission('person.write')
  const t = await getTranslations('design')
  return (
    <>
      <PageHead title={t('title')} meta={t('lead')} trail={[{ label: t('title') }]} />
      <PageBody className="grid gap-7 *:min-w-0">
        <section>
          <SectionTitle>{t('marks')}</SectionTitle>
          <MarksSample />
        </section>
        <section>
          <SectionTitle>{t('cell.title')}</SectionTitle>
          <MatrixSample />
        </section>
        <section>
          <SectionTitle>{t('scale.title')}</SectionTitle>
          <ScaleSample />
        </section>
        <section>
          <SectionTitle>{t('words')}</SectionTitle>
          <WordsSample />
        </section>
        <ClientMessages namespaces={['design']}>
          <section>
            <SectionTitle note={t('colour.note')}>{t('colour.title')}</SectionTitle>
            <ColourSample />
          </section>
          <section>
            <SectionTitle>{t('controls')}</SectionTitle>
            <ControlsSample />
          </section>
          <section>
            <SectionTitle note={t('states.note')}>{t('states.title')}</SectionTitle>
            <StatesSample />
          </section>
          <section>
            <SectionTitle>{t('openers.title')}</SectionTitle>
            <OpenersSample now={new Date().toISOString()} />
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
