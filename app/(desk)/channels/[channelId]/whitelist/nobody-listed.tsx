'use client'
import { useTranslations } from 'next-intl'
import { Button, ButtonLink } from '@/components/ui/button'
import { Empty } from '@/components/ui/empty'
import { type ListPlace, whitelistHref } from './search-params'

export function NobodyListed({ place, canWrite, onAdd }: { place: ListPlace; canWrite: boolean; onAdd: () => void }) {
  const t = useTranslations('whitelist')
  return (
    <div className="border-t border-ink">
      <Empty
        icon="people"
        title={t('empty.title')}
        action={
          canWrite ? (
            <>
              <ButtonLink variant="primary" icon="paste" href={whitelistHref(place, '/import')}>
                {t('bar.import')}
              </ButtonLink>
              <Button icon="plus" onClick={onAdd}>
                {t('bar.add')}
              </Button>
            </>
          ) : null
        }
      >
        {t(canWrite ? 'empty.text' : 'empty.readOnly')}
      </Empty>
    </div>
  )
}
