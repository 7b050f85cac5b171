import 'server-only'
import { readSheet } from 'read-excel-file/universal'
import { findFormulas, listSheets, type SheetPart } from '@/lib/sheets/find-formulas'
import { openZip, readZipText } from '@/lib/sheets/open-zip'
import type { RawRow } from '@/lib/sheets/raw-row'
import type { RawSheet } from '@/lib/sheets/read-csv'
import { columnLetter } from '@/lib/sheets/schema'

/** More digits than this and Excel has already turned the last ones into zeros. */
const EXACT_DIGITS = 15
const ERROR_VALUE = /^#(N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!|GETTING_DATA)$/

type RawNumber = { raw: string }
type Value = string | RawNumber | boolean | Date | null

/** The first sheet of a workbook that holds anything. */
export async function readXlsx(bytes: Buffer): Promise<RawSheet> {
  const entries = openZip(bytes)
  if (entries === 'tooLarge') return { problem: 'tooLarge' }
  if (!entries) return { problem: 'unreadable' }
  const sheets = await listSheets(bytes, entries)
  if (sheets.length === 0) return { problem: 'notASheet' }
  for (const [index, sheet] of sheets.entries()) {
    const rows = await readOne(bytes, sheet, index + 1)
    if (rows.length > 0) return { rows, encoding: null }
  }
  return { problem: 'empty' }
}

async function readOne(bytes: Buffer, sheet: SheetPart, number: number): Promise<RawRow[]> {
  const formulas = findFormulas(await readZipText(bytes, sheet.entry))
  const values = (await readSheet<RawNumber>(copyOf(bytes), number, {
    parseNumber: (raw) => ({ raw }),
    trim: false,
  })) as unknown as Value[][]
  return values.map((row, rowIndex) => ({
    line: rowIndex + 1,
    cells: row.map((value, column) => {
      const cell = readValue(value)
      return formulas.has(`${columnLetter(column)}${rowIndex + 1}`) ? { ...cell, problem: 'formula' } : cell
    }),
  }))
}

const copyOf = (bytes: Buffer): ArrayBuffer => new Uint8Array(bytes).buffer

function readValue(value: Value): RawRow['cells'][number] {
  if (value === null) return { text: '' }
  if (typeof value === 'boolean') return { text: value ? 'TRUE' : 'FALSE' }
  if (value instanceof Date) return { text: writeDate(value) }
  if (typeof value === 'string')
    return ERROR_VALUE.test(value) ? { text: value, problem: 'errorValue' } : { text: value }
  const number = Number(value.raw)
  if (!Number.isFinite(number)) return { text: value.raw, problem: 'errorValue' }
  if (Math.abs(number) >= 10 ** EXACT_DIGITS) return { text: value.raw, problem: 'lostDigits' }
  return { text: String(number) }
}

/** A date cell holds no zone: the day and time it shows are what was meant. */
function writeDate(value: Date): string {
  if (Number.isNaN(value.getTime())) return ''
  // Days are stored as fractions: half past six can come out a millisecond early.
  const [date = '', time = ''] = new Date(Math.round(value.getTime() / 1_000) * 1_000).toISOString().split('T')
  const clock = time.slice(0, 8)
  return clock === '00:00:00' ? date : `${date} ${clock}`
}
