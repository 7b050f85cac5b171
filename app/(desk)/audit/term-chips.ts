import { useLocale, useTranslations } from 'next-intl'
import { deedWord } from '@/lib/audit/describe'
import { expandAction } from '@/lib/audit/filter'
import { printQuery, type Term } from '@/lib/audit/query-terms'
import { shownOutcomes } from '@/lib/audit/query-words'
import { actionFamilies, phases, targetTypes } from '@/lib/audit/schema'
import { sentences } from '@/lib/audit/sentences'
import { visibleText } from '@/lib/format'

export type TermChip = {
  key: string
  label: string
  value: string
  isExcluded: boolean
  rest: string
}

/** Each term of a query in words, with the query that is left without it. */
export function useTermChips(terms: readonly Term[], names: ReadonlyMap<string, string>): TermChip[] {
  const t = useTranslations('explorer')
  const tAudit = useTranslations('audit')
  const locale = useLocale()
  const known = <T extends string>(list: readonly T[], value: string, word: (known: T) => string): string => {
    const found = list.find((entry) => entry === value)
    return found ? word(found) : value
  }
  const programs = new Map(Object.entries(sentences[locale].systemNames))
  const programName = (value: string) =>
    (value.startsWith('system:') ? programs.get(value.slice(7)) : undefined) ?? value
  const family = (value: string) => {
    const known = actionFamilies.find((name) => `${name}.*` === value)
    return known ? tAudit('filter.allOf', { family: tAudit(`family.${known}`) }) : value
  }
  const toText = (key: Term['key'], value: string): string => {
    if (key === 'text') return `“${value}”`
    if (key === 'actor' || key === 'person') return names.get(value) ?? programName(value)
    if (key === 'outcome') return known(shownOutcomes, value, (outcome) => t(`outcome.${outcome}`))
    if (key === 'phase') return known(phases, value, (phase) => tAudit(`phase.${phase}`))
    if (key === 'show') return value === 'all' ? t('value.all') : value
    if (key === 'created') return createdText(value)
    if (key === 'action')
      return value.endsWith('.*')
        ? family(value)
        : expandAction(value).map((action) => deedWord(action, locale))[0] || value
    if (key !== 'target') return value
    const [kind = '', ...id] = value.split(':')
    return `${known(targetTypes, kind, (type) => tAudit(`targetType.${type}`))} ${id.join(':')}`.trim()
  }
  const createdText = (value: string): string => {
    const relative = /^(\d+)([hdw])$/.exec(value)
    if (relative) return t(`moment.${relative[2] as 'h'}`, { count: Number(relative[1]) })
    if (value === 'today' || value === 'yesterday') return t(`moment.${value}`)
    return value.replaceAll('T', ' ').replace('..', ' – ')
  }
  return terms.map((term, index) => {
    const rest = printQuery(terms.filter((_, other) => other !== index))
    return {
      key: `${index} ${term.key}`,
      label: term.key === 'text' ? t('key.text') : t(`key.${term.key}`),
      value: visibleText(term.values.map((value) => toText(term.key, value)).join(t('value.or'))),
      isExcluded: term.isExcluded,
      rest,
    }
  })
}
