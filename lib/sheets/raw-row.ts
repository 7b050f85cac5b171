import 'server-only'
import type { CellProblem } from '@/lib/sheets/schema'

/** A row as its file holds it, before its heading is known. */
export type RawRow = { line: number; cells: { text: string; problem?: CellProblem }[] }
