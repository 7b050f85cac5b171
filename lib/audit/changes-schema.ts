import type { Json } from './schema'

type FieldChange = { path: string; before: Json | undefined; after: Json | undefined; isChanged: boolean }

const DEPTH = 3

/** Every field of two records, in the order they stand, flattened to `primary.settings.title`; secrets stay whole. */
export function listFields(before: Json, after: Json): FieldChange[] {
  return flatten(before, after, '', 0)
}

function flatten(before: Json | undefined, after: Json | undefined, path: string, depth: number): FieldChange[] {
  const [old, fresh] = [asRecord(before), asRecord(after)]
  if (depth >= DEPTH || (!old && !fresh) || (depth > 0 && (isWhole(before) || isWhole(after)))) {
    return path === '' ? [] : [{ path, before, after, isChanged: !isSame(before, after) }]
  }
  const keys = new Set([...Object.keys(old ?? {}), ...Object.keys(fresh ?? {})])
  return [...keys].flatMap((key) => flatten(old?.[key], fresh?.[key], path === '' ? key : `${path}.${key}`, depth + 1))
}

/** What a secret leaves behind, and values that make sense only together. */
const isWhole = (value: Json | undefined): boolean => {
  const record = asRecord(value)
  return (
    record !== null &&
    ('fingerprint' in record || typeof record.secret === 'string' || 'kind' in record || 'unit' in record)
  )
}

export const isSame = (left: Json | undefined, right: Json | undefined): boolean =>
  canonical(left ?? null) === canonical(right ?? null)

function canonical(value: Json): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  return `{${Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(value[key] ?? null)}`)
    .join(',')}}`
}

export function asRecord(value: Json | undefined): { [key: string]: Json } | null {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? value : null
}
