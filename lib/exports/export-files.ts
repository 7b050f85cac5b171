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

export const dataFile = (exportId: string): string => path.join(folderOf(exportId), 'data')
export const manifestFile = (exportId: string): string => path.join(folderOf(exportId), 'manifest.json')

export const removeFiles = (exportId: string): Promise<void> => rm(folderOf(exportId), { recursive: true, force: true })
