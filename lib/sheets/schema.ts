/** What an uploaded sheet may hold at most. */
export const sheetLimits = { bytes: 10 * 1024 * 1024, rows: 50_000, columns: 100, cellLength: 2_000 } as const

/** Why a whole file could not be read; nothing of it is used. */
export const sheetProblems = [
  'empty',
  'noRows',
  'tooLarge',
  'tooManyRows',
  'tooManyColumns',
  'oldExcel',
  'notASheet',
  'unreadable',
  'unclosedQuote',
] as const
export type SheetProblem = (typeof sheetProblems)[number]

/** Why one cell, or one row, cannot be taken as it stands. */
const cellProblems = ['formula', 'lostDigits', 'errorValue', 'garbled', 'cellTooLong', 'extraCells'] as const
export type CellProblem = (typeof cellProblems)[number]

export type SheetRow = {
  /** As the spreadsheet numbers it, the heading included. */
  line: number
  /** As many as there are columns, without spaces around or invisible characters inside. */
  cells: string[]
  /** By column. */
  problems?: Record<number, CellProblem>
  /** Holds more cells than there are columns: its values may have moved. */
  hasExtraCells?: true
}

export type SheetContent = {
  format: 'csv' | 'xlsx'
  encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030' | null
  /** The sheet's heading; null where the first row already is data. */
  headingLine: number | null
  /** Empty texts where there is no heading. */
  columns: string[]
  rows: SheetRow[]
}

export type SheetReading = { ok: true; content: SheetContent } | { ok: false; problem: SheetProblem; line?: number }

/** `A`, `B` … `Z`, `AA`: what a spreadsheet calls a column. */
export function columnLetter(index: number): string {
  const rest = Math.floor(index / 26)
  return (rest > 0 ? columnLetter(rest - 1) : '') + String.fromCharCode(65 + (index % 26))
}
