import 'server-only'
import { cleanText } from '@/lib/sheets/cells-schema'
import { findHeading } from '@/lib/sheets/find-heading'
import type { RawRow } from '@/lib/sheets/raw-row'
import { readCsv } from '@/lib/sheets/read-csv'
import { readXlsx } from '@/lib/sheets/read-xlsx'
import { type CellProblem, type SheetReading, type SheetRow, sheetLimits } from '@/lib/sheets/schema'

/**
 * Reads an uploaded CSV or XLSX file. The bytes decide which it is, not its name. Never throws at what a file holds: a
 * file that cannot be read says why, a cell that cannot be taken carries its problem.
 */
export async function readSheet(file: Uint8Array): Promise<SheetReading> {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength)
  if (bytes.length === 0) return { ok: false, problem: 'empty' }
  if (bytes.length > sheetLimits.bytes) return { ok: false, problem: 'tooLarge' }
  // A workbook with a password has the same first bytes as one from before 2007.
  if (bytes.subarray(0, 4).toString('hex') === 'd0cf11e0') return { ok: false, problem: 'oldExcel' }
  const isZip = bytes.subarray(0, 2).toString('latin1') === 'PK'
  try {
    const raw = isZip ? await readXlsx(bytes) : readCsv(bytes)
    if ('problem' in raw) return { ok: false, ...raw }
    return shape(raw.rows, { format: isZip ? 'xlsx' : 'csv', encoding: raw.encoding })
  } catch {
    return { ok: false, problem: 'unreadable' }
  }
}

type Origin = Pick<Extract<SheetReading, { ok: true }>['content'], 'format' | 'encoding'>

function shape(raw: readonly RawRow[], origin: Origin): SheetReading {
  const filled = raw
    .map(({ line, cells }) => ({ line, cells: cells.map(cleanCell) }))
    .filter(({ cells }) => cells.some(({ text }) => text !== ''))
  if (filled.length === 0) return { ok: false, problem: 'empty' }
  const heading = findHeading(filled)
  const body = heading ? filled.slice(filled.indexOf(heading) + 1) : filled
  if (body.length === 0) return { ok: false, problem: 'noRows' }
  if (body.length > sheetLimits.rows) return { ok: false, problem: 'tooManyRows' }
  const width = heading ? lastFilled(heading) : Math.max(...body.slice(0, 1_000).map(lastFilled))
  if (width > sheetLimits.columns) return { ok: false, problem: 'tooManyColumns' }
  const columns = Array.from({ length: width }, (_, index) => heading?.cells[index]?.text.slice(0, 100) ?? '')
  const rows = body.map((row) => toRow(row, width))
  return { ok: true, content: { ...origin, headingLine: heading?.line ?? null, columns, rows } }
}

type Cell = RawRow['cells'][number]

function cleanCell({ text, problem }: Cell): Cell {
  const clean = cleanText(text)
  if (problem) return { text: clean.slice(0, 200), problem }
  if (clean.length > sheetLimits.cellLength) return { text: clean.slice(0, 200), problem: 'cellTooLong' }
  return clean.includes('\ufffd') ? { text: clean, problem: 'garbled' } : { text: clean }
}

function toRow({ line, cells }: RawRow, width: number): SheetRow {
  const row: SheetRow = { line, cells: Array.from({ length: width }, (_, index) => cells[index]?.text ?? '') }
  const problems: Record<number, CellProblem> = {}
  for (const [index, cell] of cells.slice(0, width).entries()) if (cell.problem) problems[index] = cell.problem
  if (Object.keys(problems).length > 0) row.problems = problems
  if (cells.slice(width).some(({ text }) => text !== '')) row.hasExtraCells = true
  return row
}

const lastFilled = ({ cells }: RawRow): number => cells.findLastIndex(({ text }) => text !== '') + 1
