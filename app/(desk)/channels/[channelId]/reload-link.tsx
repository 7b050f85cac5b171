'use client'
import { useRouter } from 'next/navigation'
import { useTransition } from 'react'
import { Button } from '@/components/ui/button'

/** Reads the channel again; what was typed is kept as a local draft and comes back. */
export function ReloadLink({ label }: { label: string }) {
  const router = useRouter()
  const [isPending, startTransition] = useTransition()
  return (
    <Button icon="retry" size="sm" onClick={() => startTransition(() => router.refresh())} pending={isPending && label}>
      {label}
    </Button>
  )
}
