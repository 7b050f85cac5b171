import type { useTranslations } from 'next-intl'
import { listFields } from '@/lib/audit/changes-schema'
import type { ChangeRow } from '@/lib/audit/event-view-schema'
import type { Json } from '@/lib/audit/schema'
import { pathText, valueText } from './value-text'

/** Every field of two records in the reader's words. */
export const toChangeRows = (before: Json, after: Json, t: ReturnType<typeof useTranslations<'audit'>>): ChangeRow[] =>
  listFields(before, after).map(({ path, before: was, after: is, isChanged }) => ({
    label: pathText(path, t),
    before: valueText(path, was, t),
    after: valueText(path, is, t),
    isChanged,
  }))
