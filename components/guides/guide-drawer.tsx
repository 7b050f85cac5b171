'use client'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Drawer } from '@/components/ui/drawer'
import { GuideList } from './guide-list'
import { GuideText } from './guide-text'
import { type HelpState, showHelp } from './help-state'

/** A guide beside the page, which goes on being worked on; or the list of all guides. */
export function GuideDrawer({ state }: { state: HelpState }) {
  const t = useTranslations('guides')
  const [client] = useState(() => new QueryClient({ defaultOptions: { queries: { retry: 1, staleTime: Infinity } } }))
  // What is shown while the drawer leaves is what was shown last.
  const [shown, setShown] = useState<Exclude<HelpState, null>>(state ?? 'list')
  const title = useRef<HTMLSpanElement>(null)
  const isFirst = useRef(true)
  useEffect(() => {
    if (state) setShown(state)
  }, [state])
  // biome-ignore lint/correctness/useExhaustiveDependencies: another text is begun at its head
  useEffect(() => {
    if (isFirst.current) isFirst.current = false
    else title.current?.focus()
  }, [shown])
  return (
    <Drawer
      open={state !== null}
      onOpenChange={(open) => {
        if (!open) showHelp(null)
      }}
      isBeside
      reference={
        shown === 'list' ? null : (
          <Button variant="ghost" size="sm" icon="list" className="-ml-2 font-sans" onClick={() => showHelp('list')}>
            {t('all')}
          </Button>
        )
      }
      title={
        <span ref={title} tabIndex={-1} className="outline-none">
          {shown === 'list' ? t('title') : t(`names.${shown}`)}
        </span>
      }
    >
      <QueryClientProvider client={client}>
        {shown === 'list' ? <GuideList /> : <GuideText key={shown} name={shown} />}
      </QueryClientProvider>
    </Drawer>
  )
}
