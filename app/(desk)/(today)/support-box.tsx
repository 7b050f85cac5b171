import { getTranslations } from 'next-intl/server'
import { ClientMessages } from '@/components/shell/client-messages'
import { SectionTitle } from '@/components/shell/section-title'
import { Button } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { Input } from '@/components/ui/input'
import { currentConnection } from '@/lib/connections/queries'
import { auditHref, builtInViews } from '../audit/search-params'
import { DiagnoseForm } from '../diagnose/diagnose-form'
import { NothingHere } from './nothing-here'

/** What support is asked most: why it does not play, and who changed it. */
export async function SupportBox() {
  const t = await getTranslations('today.support')
  const connection = await currentConnection('wechat')
  return (
    <div className="grid grid-cols-[minmax(0,1.4fr)_minmax(0,1fr)] gap-x-10 gap-y-7 max-desk:grid-cols-1">
      <section aria-label={t('diagnose')}>
        <SectionTitle note={t('diagnoseNote')}>{t('diagnose')}</SectionTitle>
        {connection ? (
          <ClientMessages namespaces={['diagnose']}>
            <div className="pt-1">
              <DiagnoseForm
                connectionId={connection.id}
                appid=""
                appidName={null}
                appidError={false}
                dramaId=""
                dramaName={null}
                dramaError={false}
              />
            </div>
          </ClientMessages>
        ) : (
          <NothingHere title={t('noAccount')} />
        )}
      </section>
      <section aria-label={t('who')}>
        <SectionTitle note={t('whoNote')}>{t('who')}</SectionTitle>
        <search>
          <form action="/audit" className="flex items-end gap-2 pt-1">
            <label htmlFor="who-changed" className="min-w-0 flex-1">
              <span className="mb-1 block text-12 text-ink-2">{t('whoLabel')}</span>
              <Input
                id="who-changed"
                name="q"
                type="search"
                maxLength={200}
                placeholder={t('whoHint')}
                prefix={<Icon name="search" small />}
              />
            </label>
            <Button type="submit">{t('find')}</Button>
          </form>
        </search>
        <p className="flex flex-wrap gap-x-4 pt-2 text-12">
          <a className="link" href={auditHref(builtInViews.outside)}>
            {t('outside')}
          </a>
          <a className="link" href={auditHref(builtInViews.trouble)}>
            {t('failed')}
          </a>
        </p>
      </section>
    </div>
  )
}
