import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { PageBody } from '@/components/shell/page-head'
import { Icon } from '@/components/ui/icon'

/** Everything about a whole account stands behind its own edge and name, so that nobody takes it for a single drama. */
export function AccountFrame({ lede, children }: { lede: string; children: ReactNode }) {
  const t = useTranslations('rights.tabs')
  return (
    <PageBody>
      <div className="border-l-4 border-orpiment pl-4">
        <p className="mb-1 flex items-center gap-1.5 font-medium text-orpiment">
          <Icon name="warning" small />
          {t('accounts')}
        </p>
        <p className="mb-4 max-w-prose text-ink-2">{lede}</p>
        {children}
      </div>
    </PageBody>
  )
}
