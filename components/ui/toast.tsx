'use client'
import { Toast as Base } from '@base-ui/react/toast'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { IconButton } from './button'

export const useToastManager = Base.useToastManager

/** For asides such as "link copied". A result is never a toast: it has a receipt. */
export function ToastArea({ children }: { children: ReactNode }) {
  return (
    <Base.Provider timeout={5_000} limit={3}>
      {children}
      <Base.Portal>
        <Base.Viewport className="fixed right-5 bottom-5 z-50 grid w-80 max-w-[calc(100vw-40px)] gap-2 max-tablet:bottom-20">
          <ToastList />
        </Base.Viewport>
      </Base.Portal>
    </Base.Provider>
  )
}

function ToastList() {
  const t = useTranslations('ui')
  const { toasts } = Base.useToastManager()
  return toasts.map((toast) => (
    <Base.Root key={toast.id} toast={toast} className="popup px-4 py-3">
      <Base.Content className="flex items-start gap-3">
        <div className="min-w-0 flex-1">
          <Base.Title className="font-medium" />
          <Base.Description className="text-ink-2" />
        </div>
        <Base.Close render={<IconButton icon="close" size="sm" label={t('close')} />} />
      </Base.Content>
    </Base.Root>
  ))
}
