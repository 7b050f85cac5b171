import 'server-only'
import type { FacetKind, FacetValue } from '@/lib/audit/facets'
import type { FacetChoice } from '@/lib/audit/overview-schema'
import { hasValue, toggleValue } from '@/lib/audit/query-edits'
import { printQuery, type Term } from '@/lib/audit/query-terms'
import { shownOutcomes } from '@/lib/audit/query-words'
import { storable } from '@/lib/audit/record'
import { actionFamilies, targetTypes } from '@/lib/audit/schema'
import { sentences } from '@/lib/audit/sentences'
import { sql } from '@/lib/db'
import { visibleText } from '@/lib/format'
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
  const asked = terms.flatMap((term): string[] => (term.key === 'actor' && !term.isExcluded ? [...term.values] : []))
  const rows = await sql<Person>(
    `select id, name, email, (select count(*)::int from "user" twin where twin.name = "user".name) as twins
       from "user" where id = any($1) or id = any($2) or name = any($2) or email = any($2) limit 500`,
    [counted.map(({ value }) => value), asked.map(storable)],
  )
  const people = new Map(rows.map((row) => [row.id, row]))
  const shown = counted.map(({ value, name, count }) => {
    const forms = [value, ...formsOf(value, people.get(value))]
    return { value, name, count, forms, chosen: forms.find((form) => asked.includes(form)) }
  })
  const missing = asked
    .filter((form) => !shown.some(({ forms }) => forms.includes(form)))
    .map((form) => {
      const person = rows.find((row) => row.id === form || formsOf(row.id, row).includes(form))
      return { value: form, name: person?.name ?? form, count: 0, chosen: form }
    })
  return [...shown, ...missing].map(({ value, name, count, chosen }) => {
    const person = people.get(value)
    const program = value.startsWith('system:') ? (sentences[locale].systemNames[value.slice(7)] ?? name) : null
    const written = chosen ?? (person?.twins === 1 ? person.name : value)
    return {
      value,
      label: visibleText(program ?? (name || sentences[locale].nobody)),
      count,
      isChosen: chosen !== undefined,
      written: printQuery(toggleValue(terms, 'actor', written)),
    }
  })
}

type Person = { id: string; name: string; email: string; twins: number }

/** What a query may call them besides their id. */
const formsOf = (id: string, person: Person | undefined): string[] =>
  person
    ? [person.name, person.email]
    : Object.values(sentences).flatMap(({ systemNames }) =>
        id.startsWith('system:') ? (systemNames[id.slice(7)] ?? []) : [],
      )
