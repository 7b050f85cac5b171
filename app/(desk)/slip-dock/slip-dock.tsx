'use client'
import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'
import { useEffect, useRef } from 'react'
import { Icon } from '@/components/ui/icon'
import { formatCount } from '@/lib/format'
import { DockBones } from './dock-bones'
import { useDock } from './use-dock'
import { useDockShown } from './use-dock-shown'

const DockPanel = dynamic(() => import('./dock-panel').then((module) => module.DockPanel), { loading: DockBones })

/** A quiet tab at the edge while slips are open; what it opens is fetched then. */
export function SlipDock() {
  const t = useTranslations('dock')
  const dock = useDock()
  const shown = useDockShown()
  const tab = useRef<HTMLButtonElement>(null)
  const givesBack = useRef(false)
  const isOpen = dock?.isOpen ?? false
  useEffect(() => {
    if (!isOpen && givesBack.current) tab.current?.focus()
    givesBack.current = false
  }, [isOpen])
  if (!dock || !shown) return null
  const close = () => {
    givesBack.current = true
    dock.close()
  }
  return (
    <aside
      className={isOpen ? 'slip-dock open' : 'slip-dock'}
      aria-label={t('label')}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && isOpen) close()
      }}
    >
      {isOpen ? (
        <DockPanel onClose={close} />
      ) : (
        <button ref={tab} type="button" className="dock-tab" aria-expanded={false} onClick={dock.open}>
          <Icon name="form" small />
          <span>{t('tab')}</span>
          <b>{formatCount(dock.total)}</b>
          <span className="sr-only">{t('unsent')}</span>
          <i aria-hidden="true" />
        </button>
      )}
    </aside>
  )
}
