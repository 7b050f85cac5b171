import 'server-only'
import { type Attempt, manifestFile } from '@/lib/exports/export-files'
import { blocksOf, recordsPart, siblingsPart } from '@/lib/exports/export-proof'
import { type Stated, signStatement } from '@/lib/exports/export-statement'
import { PartFile } from '@/lib/exports/part-file'
import { tableColumns } from '@/lib/exports/table-row'

/** The file the manifest stands beside. */
type NamedFile = { name: string; bytes: number; sha256: string }

/** Everything a manifest says but the two long lists. */
function manifestHead(stated: Stated, siblingCount: number, file: NamedFile | null) {
  const { question, rowCount, head, recordsSha256, siblingsSha256 } = stated
  return {
    export: question,
    rowCount,
    siblingCount,
    ...(question.format === 'csv' ? { columns: csvPlaces } : {}),
    head,
    file,
    recordsSha256,
    siblingsSha256,
    ...signStatement(stated),
  }
}

const placeOf = (column: (typeof tableColumns)[number]): number => tableColumns.indexOf(column)
const csvPlaces = {
  eventId: placeOf('eventId'),
  occurredAt: placeOf('utc'),
  seq: placeOf('sequence'),
  leafNo: placeOf('leaf'),
  rowHash: placeOf('rowHash'),
}

/** The manifest beside the file: what was asked, under which head, a record for each row, and the hashes that are missing. */
export async function writeManifest(
  of: Attempt,
  stated: Stated,
  siblingCount: number,
  file: NamedFile,
  goOn: () => void,
): Promise<void> {
  const part = await PartFile.create(manifestFile(of), goOn)
  const write = (text: string) => part.write(text)
  const head = JSON.stringify(manifestHead(stated, siblingCount, file)).slice(1, -1)
  await write(`{"format":"countersign-audit-export-manifest/v1",${head},\n"records":[`)
  await writeList(recordsPart(of), write)
  await write('],\n"siblings":[')
  await writeList(siblingsPart(of), write)
  await write(']}\n')
  await part.finish()
}

async function writeList(source: string, write: (text: string) => Promise<unknown>): Promise<void> {
  let comma = ''
  for await (const block of blocksOf(source)) {
    await write(`${comma}\n"${block.toString('base64')}"`)
    comma = ','
  }
}

/** The same at the end of the file itself, a line at a time, for formats of lines of our own. */
export async function* inBandManifest(of: Attempt, stated: Stated, siblingCount: number): AsyncGenerator<string> {
  for (const [kind, source] of [
    ['records', recordsPart(of)],
    ['siblings', siblingsPart(of)],
  ] as const)
    for await (const block of blocksOf(source)) yield `${JSON.stringify({ kind, [kind]: block.toString('base64') })}\n`
  yield `${JSON.stringify({ kind: 'manifest', ...manifestHead({ ...stated, fileSha256: null }, siblingCount, null) })}\n`
}
