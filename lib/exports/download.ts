import 'server-only'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import type { Actor } from '@/lib/audit/event'
import { recordEvent } from '@/lib/audit/record'
import { inTransaction } from '@/lib/db'
import { type ActionFailure, failure } from '@/lib/errors'
import { dataFile, fileNameOf, folderOf, manifestFile } from '@/lib/exports/export-files'
import { findExport } from '@/lib/exports/queries'
import { type ExportFormat, exportName } from '@/lib/exports/schema'
import { XLSX_TYPE } from '@/lib/sheets/write-xlsx'

const types: Record<ExportFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: XLSX_TYPE,
  ndjson: 'application/x-ndjson; charset=utf-8',
  ocsf: 'application/x-ndjson; charset=utf-8',
}

/** The file or its manifest, as a stream. Taking the file is an event; the manifest tells nothing that is not in it. */
export async function downloadExport(
  exportId: string,
  part: 'data' | 'manifest',
  by: { actor: Actor; requestId: string },
): Promise<Response | ActionFailure> {
  const found = await findExport(exportId)
  if (found?.state !== 'done') return failure('not_found')
  const file = part === 'data' ? dataFile(found) : manifestFile(found)
  // Until attempts had folders of their own, files lay in that of the export.
  const placed = (await sized(file)) ?? (await sized(path.join(folderOf(exportId), path.basename(file))))
  if (!placed) return failure('not_found', { detail: { cause: 'elsewhere' } })
  if (part === 'data') await recordDownload(exportId, found.format, by)
  const name = fileNameOf(found)
  return new Response(Readable.toWeb(createReadStream(placed.file)) as ReadableStream<Uint8Array>, {
    headers: {
      'content-type': part === 'data' ? types[found.format] : 'application/json; charset=utf-8',
      'content-length': String(placed.size),
      'content-disposition': `attachment; filename="${part === 'data' ? name : `${name}.manifest.json`}"`,
      'cache-control': 'no-store',
    },
  })
}

const sized = (file: string) =>
  stat(file).then(
    ({ size }) => ({ file, size }),
    () => null,
  )

const recordDownload = (
  exportId: string,
  format: ExportFormat,
  { actor, requestId }: { actor: Actor; requestId: string },
) =>
  inTransaction(async (sql) => {
    await sql('update audit_export set downloads = downloads + 1 where id = $1', [exportId])
    await recordEvent(sql, {
      phase: 'read',
      action: 'audit.export.download',
      outcome: 'succeeded',
      actor,
      requestId,
      target: { type: 'audit_export', id: exportId, name: exportName(exportId) },
      detail: { format },
    })
  })
