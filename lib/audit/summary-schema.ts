import type { Json } from './schema'

/** What an operation set out to do, as far as its summary tells; older and newer shapes read alike. */
export type Summary = {
  dramas: Named
  licensees: Named
  /** ISO instant, `permanent`, or null when nothing expires. */
  expiresAt: string | null
}

export type Named = { count: number; names: string[] }

export function readSummary(summary: Json): Summary {
  const record = asRecord(summary)
  return {
    dramas: readNamed(record, ['dramaNames', 'dramas'], 'dramaCount'),
    licensees: readNamed(record, ['licenseeNames', 'licensees'], 'licenseeCount'),
    expiresAt: readExpiry(record),
  }
}

function readNamed(record: Record<string, Json>, listKeys: string[], countKey: string): Named {
  const list = listKeys.map((key) => record[key]).find(Array.isArray) ?? []
  const names = list.flatMap((entry) => {
    const name = typeof entry === 'string' ? entry : asRecord(entry).name
    return typeof name === 'string' ? [name] : []
  })
  const counted = [record[countKey], ...listKeys.map((key) => record[key])].find((value) => typeof value === 'number')
  return { count: typeof counted === 'number' ? counted : names.length, names }
}

function readExpiry(record: Record<string, Json>): string | null {
  const { expiresAt } = record
  if (!('expiresAt' in record)) return null
  if (expiresAt === null || expiresAt === 0 || expiresAt === 'permanent') return 'permanent'
  const instant = typeof expiresAt === 'number' ? new Date(expiresAt * 1_000) : new Date(String(expiresAt))
  return Number.isFinite(instant.getTime()) ? instant.toISOString() : null
}

const asRecord = (value: Json | undefined): Record<string, Json> =>
  value !== null && typeof value === 'object' && !Array.isArray(value) ? value : {}
