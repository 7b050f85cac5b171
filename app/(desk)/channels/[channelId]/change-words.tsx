'use client'
import { useLocale, useTranslations } from 'next-intl'
import type { Change, ChangeValue } from '@/lib/channels/changes-schema'
import { conditionTypes } from '@/lib/channels/form-schema'
import { joinNames } from '@/lib/format'

/** A value of a change in the reader's words. */
export function useChangeWords() {
  const t = useTranslations('channels')
  const locale = useLocale()
  const value = (change: ChangeValue): string => {
    switch (change.kind) {
      case 'unset':
        return t('unset')
      case 'text':
        return change.text === '' ? t('unset') : change.text
      case 'flag':
        return t(change.on ? 'flag.on' : 'flag.off')
      case 'type': {
        const type = conditionTypes.find((known) => known === change.type)
        return type ? t(`types.${type}`) : change.type
      }
      case 'price':
        return t('yuan', { price: change.yuan })
      case 'validity':
        return t(`validity.${change.validity}`, { days: change.days, until: change.until })
      case 'duration':
        return t(`duration.${change.unit}`, { amount: change.amount })
      case 'fields':
        return t('fieldCount', {
          count: change.fields.length,
          names: joinNames(
            change.fields.map((field) => field.name),
            locale,
          ),
        })
      case 'secret':
        return t(`secret.${change.state}`)
    }
  }
  const field = (path: string) => t(`fields.${path}` as 'fields.pay.price')
  return { value, field }
}

/** Old and new side by side; pigment, sign and word say which is which. */
export function ChangeRows({ changes, quiet }: { changes: readonly Change[]; quiet?: boolean }) {
  const t = useTranslations('channels')
  const words = useChangeWords()
  return (
    <table className="w-full table-fixed text-13">
      <tbody>
        {changes.map((change) => (
          <tr key={`${change.rank}.${change.path}`} className="border-b border-line-soft align-top last:border-0">
            <td className="w-[7.5em] py-1 pr-2.5 text-ink-3">{t(`ranks.${change.rank}`)}</td>
            <td className="w-[8.5em] py-1 pr-2.5">{words.field(change.path)}</td>
            <td className="py-1 [overflow-wrap:anywhere]">
              <del className={quiet ? 'no-underline' : 'text-cinnabar no-underline'}>
                <span className="mr-1 font-mono text-12">−</span>
                {words.value(change.before)}
              </del>
              <ins className={quiet ? 'ml-4 font-medium no-underline' : 'ml-4 font-medium text-malachite no-underline'}>
                <span className="mr-1 font-mono text-12">+</span>
                {words.value(change.after)}
              </ins>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
