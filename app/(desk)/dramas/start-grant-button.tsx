'use client'
import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type ReactNode, useState, useTransition } from 'react'
import { settle } from '@/components/shell/reach'
import { Button, type ButtonProps } from '@/components/ui/button'
import { startSlip } from './actions'

type StartGrantButtonProps = {
  connectionId: string
  dramaIds: string[]
  appids?: string[]
  children: ReactNode
} & Pick<ButtonProps, 'variant' | 'size'>

/** Opens the composer with these chosen. Nothing is sent before it was looked at there. */
export function StartGrantButton({ children, variant, size, ...choice }: StartGrantButtonProps) {
  const t = useTranslations('errors')
  const router = useRouter()
  const [refusal, setRefusal] = useState('')
  const [isStarting, startTransition] = useTransition()
  const start = () =>
    startTransition(async () => {
      const result = await settle(() => startSlip(choice))
      if (result.ok) router.push(`/grants/new?slip=${result.data.slipId}` as Route)
      else setRefusal(t(result.code))
    })
  return (
    <>
      <Button icon="grant" variant={variant} size={size} onClick={start} disabled={isStarting} aria-busy={isStarting}>
        {children}
      </Button>
      {refusal ? (
        <span role="alert" className="self-center text-12 text-cinnabar">
          {refusal}
        </span>
      ) : null}
    </>
  )
}
