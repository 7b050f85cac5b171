import { getLocale, getTranslations } from 'next-intl/server'
import type { RowWords } from '@/components/audit/row-facts'
import type { DescribedEvent } from '@/lib/audit/describe'
import { formatCount } from '@/lib/format'

/** Words of every row, for a read that answers with rows. */
export async function getRowWords(): Promise<RowWords> {
  const [t, tState, tPage, locale] = await Promise.all([
    getTranslations('audit'),
    getTranslations('ui.state'),
    getTranslations('eventPage'),
    getLocale(),
  ])
  const state = ({ name, word }: DescribedEvent['state']) => (word ? t(`word.${word}`) : tState(name))
  const notes = (count: number) => tPage('noteCount', { count: formatCount(count) })
  return { locale, state, beijing: t('beijing'), notes }
}
