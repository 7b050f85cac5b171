'use client'
import { useTranslations } from 'next-intl'
import { Icon } from '@/components/ui/icon'
import { useRank } from './rank-context'

/** What the upstream holds, and one click back to it. */
export function RestoreValue({ value, onRestore }: { value: string; onRestore: () => void }) {
  const t = useTranslations('channels')
  const { readOnly } = useRank()
  const was = t('was', { value })
  if (readOnly) return was
  return (
    <button
      type="button"
      aria-label={`${was} ${t('restore')}`}
      title={t('restore')}
      className="flex max-w-[16em] min-w-0 items-center gap-1 rounded-chip text-azurite hover:underline"
      onClick={onRestore}
    >
      <Icon name="undo" small />
      <span className="clip">{was}</span>
    </button>
  )
}
