'use client'
import dynamic from 'next/dynamic'
import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import { showHelp } from '@/components/guides/help-state'
import { fetchDialog } from '@/components/ui/dialog'
import { guideOfPage } from '@/lib/guides/schema'
import { destinations } from './key-map-schema'
import { mayAct } from './letter-keys'

const Palette = dynamic(() => import('./palette').then((module) => module.Palette), { ssr: false })
const KeyMap = dynamic(() => import('./key-map').then((module) => module.KeyMap), { ssr: false })

const SECOND_KEY_WITHIN_MS = 1_500

/** The keys that work on every page. What they open is fetched when it is first asked for. */
export function DeskKeys({ mayWrite }: { mayWrite: boolean }) {
  const router = useRouter()
  const [open, setOpen] = useState<'palette' | 'map' | null>(null)
  const wentAt = useRef(0)
  useEffect(() => void fetchDialog().catch(() => undefined), [])
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 'k') {
        event.preventDefault()
        setOpen('palette')
        return
      }
      if (!mayAct(event)) return
      const isSecond = performance.now() - wentAt.current < SECOND_KEY_WITHIN_MS
      wentAt.current = 0
      const destination = isSecond ? destinations.find(({ key }) => key === event.key) : undefined
      if (destination) {
        event.preventDefault()
        // The way a link goes, so that unsaved work is asked about first.
        const link = document.createElement('a')
        link.href = destination.href
        document.body.append(link)
        link.addEventListener('click', (click) => {
          if (click.defaultPrevented) return
          click.preventDefault()
          router.push(destination.href)
        })
        link.click()
        link.remove()
      } else if (event.key === 'g') wentAt.current = performance.now()
      else if (event.key === '?') {
        event.preventDefault()
        setOpen('map')
      } else if (event.key === 'h') {
        event.preventDefault()
        showHelp(guideOfPage(window.location.pathname))
      } else if (event.key === '/') {
        const field = document.querySelector<HTMLInputElement>('main input[type=search], main [role=combobox]')
        if (!field) return
        event.preventDefault()
        field.focus()
        field.select()
      }
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [router])
  const close = (isOpen: boolean) => {
    if (!isOpen) setOpen(null)
  }
  return (
    <>
      {open === 'palette' ? <Palette onOpenChange={close} mayWrite={mayWrite} /> : null}
      {open === 'map' ? <KeyMap onOpenChange={close} /> : null}
    </>
  )
}
