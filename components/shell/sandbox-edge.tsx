import { useTranslations } from 'next-intl'
import { Chip } from '@/components/ui/chip'

/** A striped frame around everything that does not touch a real upstream. */
export function SandboxEdge() {
  return <div className="sandbox-edge" aria-hidden="true" />
}

export function SandboxChip() {
  const t = useTranslations('shell')
  return (
    <Chip tone="orpiment" className="sandbox-chip">
      {t('sandbox')}
    </Chip>
  )
}
