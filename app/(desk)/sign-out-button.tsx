'use client'
import { useState } from 'react'
import { Icon } from '@/components/ui/icon'

/** Ends the session, then loads the sign-in page anew so that nothing read before stays in memory. */
export function SignOutButton({ label, pendingLabel }: { label: string; pendingLabel: string }) {
  const [isPending, setPending] = useState(false)
  const signOut = async () => {
    setPending(true)
    const response = await fetch('/api/auth/sign-out', { method: 'POST' }).catch(() => null)
    if (response?.ok) window.location.assign('/sign-in')
    else setPending(false)
  }
  return (
    <button type="button" className="option w-full text-ink hover:bg-hover" onClick={signOut} disabled={isPending}>
      <Icon name="sign-out" small className="text-ink-3" />
      {isPending ? pendingLabel : label}
    </button>
  )
}
