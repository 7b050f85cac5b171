'use client'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { ErrorPanel } from '@/components/ui/error-panel'

export default function DeskError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const t = useTranslations('ui.unexpected')
  return (
    <div className="mx-auto max-w-2xl px-6 py-14">
      <ErrorPanel
        title={t('title')}
        reference={error.digest}
        action={
          <Button icon="retry" onClick={reset}>
            {t('retry')}
          </Button>
        }
      >
        {t('description')}
      </ErrorPanel>
    </div>
  )
}
