'use client'
import { useEffect, useState } from 'react'
import { CopyButton } from '@/components/ui/copy-button'

/** Copies the whole address of a page of ours, under whatever name this desk was opened. */
export function CopyLink({ path, children }: { path: string; children: string }) {
  const [origin, setOrigin] = useState('')
  useEffect(() => setOrigin(window.location.origin), [])
  return (
    <CopyButton text={origin + path} variant="ghost">
      {children}
    </CopyButton>
  )
}
