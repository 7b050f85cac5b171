import 'server-only'
import path from 'node:path'
import { readZipText, type ZipEntry } from '@/lib/sheets/open-zip'

export type SheetPart = { name: string; entry: ZipEntry }

/** The sheets of a workbook in the order of their tabs. */
export async function listSheets(bytes: Buffer, entries: Map<string, ZipEntry>): Promise<SheetPart[]> {
  const [book, links] = [entries.get('xl/workbook.xml'), entries.get('xl/_rels/workbook.xml.rels')]
  if (!book || !links) return []
  const targets = new Map<string, string>()
  for (const [tag] of (await readZipText(bytes, links)).matchAll(/<(?:\w+:)?Relationship\b[^>]*>/g)) {
    const [id, target] = [attribute(tag, 'Id'), attribute(tag, 'Target')]
    if (id && target) targets.set(id, target.startsWith('/') ? target.slice(1) : path.posix.join('xl', target))
  }
  const parts: SheetPart[] = []
  for (const [tag] of (await readZipText(bytes, book)).matchAll(/<(?:\w+:)?sheet\b[^>]*>/g)) {
    const target = targets.get(attribute(tag, '\\w+:id') ?? '')
    const entry = target ? entries.get(target) : undefined
    if (entry) parts.push({ name: attribute(tag, 'name') ?? '', entry })
  }
  return parts
}

const attribute = (tag: string, name: string): string | undefined =>
  new RegExp(`\\s${name}=["']([^"']*)["']`).exec(tag)?.[1]

const CELL_WITH_FORMULA = /<(?:\w+:)?c\b[^>]*?\sr="([A-Z]+\d+)"[^>]*>\s*<(?:\w+:)?f[\s>/]/g

/** Addresses such as `C7` of cells that are computed; the reader of values would pass on what was last computed. */
export function findFormulas(sheetXml: string): Set<string> {
  return new Set([...sheetXml.matchAll(CELL_WITH_FORMULA)].map(([, address = '']) => address))
}
