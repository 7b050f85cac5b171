import type { useTranslations } from 'next-intl'
import type { SlipLine } from '@/lib/grants/slip-schema'

/** Until when a slip grants, as far as it says. */
export const slipUntil = ({ kind, at }: SlipLine, t: ReturnType<typeof useTranslations<'dock'>>): string =>
  kind === 'permanent' ? t('permanent') : at.trim() === '' ? t('noDate') : t('date', { at: at.trim() })
