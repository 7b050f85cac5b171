import 'server-only'
import Papa from 'papaparse'
import { decodeText } from '@/lib/sheets/decode-text'
import type { RawRow } from '@/lib/sheets/raw-row'
import { type CellProblem, type SheetContent, type SheetProblem, sheetLimits } from '@/lib/sheets/schema'

/** Room for blank lines between the rows that count. */
const LINES_AT_MOST = sheetLimits.rows * 2

export type RawSheet = { rows: RawRow[]; encoding: SheetContent['encoding'] } | { problem: SheetProblem; line?: number }

export function readCsv(bytes: Uint8Array): RawSheet {
  const decoded = decodeText(bytes)
  if (!decoded) return { problem: 'notASheet' }
  const told = /^sep=(.)\r?\n/i.exec(decoded.text)
  const text = told ? decoded.text.slice(told[0].length) : decoded.text
  if (/^\s*<(!doctype|html|table|\?xml)/i.test(text)) return { problem: 'oldExcel' }
  const parsed = Papa.parse<string[]>(text, {
    delimiter: told?.[1] ?? '',
    delimitersToGuess: [',', '\t', ';', '|'],
    skipEmptyLines: false,
    preview: LINES_AT_MOST + 1,
  })
  const open = parsed.errors.find(({ type }) => type === 'Quotes')
  const offset = told ? 2 : 1
  if (open) return { problem: 'unclosedQuote', line: (open.row ?? 0) + offset }
  if (parsed.data.length > LINES_AT_MOST) return { problem: 'tooManyRows' }
  return {
    encoding: decoded.encoding,
    rows: parsed.data.map((cells, index) => ({ line: index + offset, cells: cells.map(readCell) })),
  }
}

/** `="00123"` is how programs keep a spreadsheet from eating zeros: a text, not a formula. */
function readCell(cell: string): { text: string; problem?: CellProblem } {
  const kept = /^=\s*"([^"]*)"$/.exec(cell.trim())
  if (kept) return { text: kept[1] ?? '' }
  if (/^\s*[=＝]|^\s*@\w+\(/.test(cell)) return { text: cell, problem: 'formula' }
  if (/^\s*\d(\.\d+)?e\+?\d{2,}\s*$/i.test(cell)) return { text: cell, problem: 'lostDigits' }
  return { text: cell }
}
