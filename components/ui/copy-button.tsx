'use client'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { Button, type ButtonProps, IconButton } from './button'

type CopyButtonProps = {
  text: string
  /** Left out, the button is an icon with a spoken name. */
  children?: string
  label?: string
} & Pick<ButtonProps, 'variant' | 'size'>

export function CopyButton({ text, children, label, variant, size }: CopyButtonProps) {
  const t = useTranslations('ui')
  const [outcome, setOutcome] = useState<'copied' | 'copyRefused' | null>(null)
  useEffect(() => {
    if (!outcome) return
    const timer = setTimeout(() => setOutcome(null), 2_000)
    return () => clearTimeout(timer)
  }, [outcome])
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      setOutcome('copied')
    } catch {
      setOutcome('copyRefused')
    }
  }
  const icon = outcome === 'copied' ? 'check' : outcome === 'copyRefused' ? 'cross' : 'copy'
  return (
    <>
      {children ? (
        <Button variant={variant} size={size} icon={icon} onClick={copy}>
          {outcome ? t(outcome) : children}
        </Button>
      ) : (
        <IconButton
          variant={variant ?? 'ghost'}
          size={size ?? 'sm'}
          icon={icon}
          label={outcome ? t(outcome) : (label ?? t('copy'))}
          onClick={copy}
        />
      )}
      <span role="status" className="sr-only">
        {outcome ? t(outcome) : ''}
      </span>
    </>
  )
}
