import 'server-only'
import type { FacetKind, FacetValue } from '@/lib/audit/facets'
import type { FacetChoice } from '@/lib/audit/overview-schema'
import { hasValue, toggleValue } from '@/lib/audit/query-edits'
import { printQuery, type Term } from '@/lib/audit/query-terms'
import { shownOutcomes } from '@/lib/audit/query-words'
import { actionFamilies, targetTypes } from '@/lib/audit/schema'
import { sentences } from '@/lib/audit/sentences'
import { sql } from '@/lib/db'
import type { AppLocale } from '@/lib/i18n/locales'

type Labels = Record<Exclude<FacetKind, 'actor'>, (value: string) => string>

/** Counted values as choices: named, with the query each leads to. A chosen value stays even where none is left of it. */
export async function toChoices(
  kind: FacetKind,
  counted: readonly FacetValue[],
  terms: readonly Term[],
  locale: AppLocale,
  labels: Labels,
): Promise<FacetChoice[]> {
  if (kind === 'actor') return actorChoices(counted, terms, locale)
  const toWritten = (value: string) => (kind === 'action' ? `${value}.*` : value)
  const chosen = terms.flatMap((term): string[] => (term.key === kind && !term.isExcluded ? [...term.values] : []))
  const missing = chosen
    .map((value) => (kind === 'action' ? value.replace(/\.\*$/, '') : value))
    .filter((value) => knownValues[kind].includes(value) && !counted.some((one) => one.value === value))
  return [...counted, ...missing.map((value) => ({ value, name: '', count: 0 }))].map(({ value, count }) => ({
    value,
    label: labels[kind](value),
    count,
    isChosen: hasValue(terms, kind, toWritten(value)),
    written: printQuery(toggleValue(terms, kind, toWritten(value))),
  }))
}

const knownValues: Record<Exclude<FacetKind, 'actor'>, readonly string[]> = {
  outcome: shownOutcomes,
  action: actionFamilies,
  target: targetTypes,
}

/** People are written by name, unless two share it. */
async function actorChoices(
  counted: readonly FacetValue[],
  terms: readonly Term[],
  locale: AppLocale,
): Promise<FacetChoice[]> {
  const rows = await sql<{ id: string; name: string; twins: number }>(
    `select id, name, (select count(*)::int from "user" twin where twin.name = "user".name) as twins from "user" where id = any($1)`,
    [counted.map(({ value }) => value)],
  )
  const people = new Map(rows.map((row) => [row.id, row]))
  return counted.map(({ value, name, count }) => {
    const person = people.get(value)
    const program = value.startsWith('system:') ? (sentences[locale].systemNames[value.slice(7)] ?? name) : null
    const forms = [value, ...(person ? [person.name] : [])]
    const chosen = forms.find((form) => hasValue(terms, 'actor', form))
    const written = chosen ?? (person?.twins === 1 ? person.name : value)
    return {
      value,
      label: program ?? (name || sentences[locale].nobody),
      count,
      isChosen: chosen !== undefined,
      written: printQuery(toggleValue(terms, 'actor', written)),
    }
  })
}
