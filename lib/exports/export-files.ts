import 'server-only'
import { rm } from 'node:fs/promises'
import path from 'node:path'
import { env } from '@/lib/env'
import type { ExportFormat } from '@/lib/exports/schema'
import { formatDate, type Moment } from '@/lib/format'

/** Where the files of exports lie. With several hosts, DATA_DIR is one they share. */
export const exportsFolder = (): string => path.join(env.DATA_DIR, 'exports')
export const folderOf = (exportId: string): string => path.join(exportsFolder(), exportId)

const endings: Record<ExportFormat, string> = { csv: 'csv', xlsx: 'xlsx', ndjson: 'ndjson', ocsf: 'ocsf.ndjson' }

/** What the downloaded file is called; the manifest is named after it. */
export const fileNameOf = ({ id, format, askedAt }: { id: string; format: ExportFormat; askedAt: Moment }): string =>
  `audit-${formatDate(askedAt)}-${id.slice(-6)}.${endings[format]}`

/** One attempt at an export. The row of an export that is done names the attempt whose files are the right ones. */
export type Attempt = { id: string; attempt: number }

export const attemptFolder = ({ id, attempt }: Attempt): string => path.join(folderOf(id), String(attempt))
export const dataFile = (of: Attempt): string => path.join(attemptFolder(of), 'data')
export const manifestFile = (of: Attempt): string => path.join(attemptFolder(of), 'manifest.json')

export const removeFiles = (exportId: string): Promise<void> => rm(folderOf(exportId), { recursive: true, force: true })
