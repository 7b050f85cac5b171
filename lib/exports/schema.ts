import { z } from 'zod'
import { locales } from '@/lib/i18n/locales'

export const exportFormats = ['csv', 'xlsx', 'ndjson', 'ocsf'] as const
export type ExportFormat = (typeof exportFormats)[number]

const exportStates = ['queued', 'running', 'done', 'failed', 'cancelled', 'expired'] as const
export type ExportState = (typeof exportStates)[number]

/** Why a file was not made. */
const exportCauses = ['unsealed', 'altered', 'too_many_rows', 'too_large', 'no_space', 'unexpected'] as const
export type ExportCause = (typeof exportCauses)[number]

const QUERY_LENGTH = 4_000
export const KEPT_DAYS = 7
/** Of one person, at a time. */
export const MOST_OPEN = 3
/** What one sheet of a workbook holds, without its heading. */
export const XLSX_ROWS = 1_048_575

export const exportInput = z.strictObject({
  format: z.enum(exportFormats),
  /** The explorer's query, as written. */
  query: z.string().max(QUERY_LENGTH),
  /** The language of headings and sentences in the file. */
  locale: z.enum(locales),
})
export const exportChoice = z.strictObject({ exportId: z.uuid() })

/** An export as its list shows it; instants are ISO strings. */
export type ExportView = {
  id: string
  format: ExportFormat
  query: string
  state: ExportState
  askedBy: { id: string; name: string }
  askedAt: string
  finishedAt: string | null
  expiresAt: string | null
  /** How far the reading of the log is: leaves looked at, of those under its head. */
  scanned: number
  treeSize: number | null
  rows: number
  bytes: number | null
  sha256: string | null
  cause: ExportCause | null
  downloads: number
  /** Asked to stop, and not stopped yet. */
  isStopping: boolean
}

export const isOpen = ({ state }: Pick<ExportView, 'state'>): boolean => state === 'queued' || state === 'running'

/** `E-` and the end of the id: what people call an export. */
export const exportName = (id: string): string => `E-${id.slice(-6)}`
