import 'server-only'
import { mkdir, rm } from 'node:fs/promises'
import { headCovering, readHead } from '@/lib/exports/bound-head'
import { beat, bindHead, claimExport, type ExportClaim, MOST_ATTEMPTS, releaseExport } from '@/lib/exports/claim-export'
import { endExport } from '@/lib/exports/end-export'
import { dataFile, fileNameOf, folderOf, removeFiles } from '@/lib/exports/export-files'
import { recordsPart, siblingsPart, writeSiblings } from '@/lib/exports/export-proof'
import { questionOf, type Stated } from '@/lib/exports/export-statement'
import { PartFile } from '@/lib/exports/part-file'
import { inBandManifest, writeManifest } from '@/lib/exports/write-manifest'
import { ExportStopped, writeRows } from '@/lib/exports/write-rows'
import { log } from '@/lib/log'

const SEAL_WAIT_MS = 60_000
const LOOK_EVERY_MS = 200
const PULSE_MS = 2_000

/**
 * Makes the file of one export. It is bound to a signed head once, so that whoever takes it up again after a worker was
 * killed begins anew and writes the same rows, whatever happened since.
 */
export async function runExport({ exportId }: { exportId: string }): Promise<void> {
  const claim = await claimExport(exportId)
  if (!claim) return
  try {
    await makeExport(claim)
  } catch (error) {
    if (error instanceof ExportStopped) {
      if (error.reason === 'lost') return
      await endExport(
        claim,
        error.reason === 'cancelled' ? { state: 'cancelled' } : { state: 'failed', cause: error.reason },
      )
      await removeFiles(claim.id)
      return
    }
    log.error({ error, exportId, attempt: claim.attempt }, 'an export stopped on an error')
    if ((error as { code?: unknown }).code === 'ENOSPC') {
      await removeFiles(claim.id)
      return endExport(claim, { state: 'failed', cause: 'no_space' })
    }
    if (claim.attempt < MOST_ATTEMPTS) {
      await releaseExport(claim)
      throw error
    }
    await removeFiles(claim.id)
    await endExport(claim, { state: 'failed', cause: 'unexpected' })
  }
}

async function makeExport(claim: ExportClaim): Promise<void> {
  const head = await readHead(claim.batchNo ?? (await bind(claim)))
  if (!head) throw new Error(`head ${claim.batchNo} is gone`)
  await rm(folderOf(claim.id), { recursive: true, force: true })
  await mkdir(folderOf(claim.id), { recursive: true, mode: 0o700 })
  const [file, records] = await Promise.all([
    PartFile.create(dataFile(claim.id)),
    PartFile.create(recordsPart(claim.id)),
  ])
  let rowCount = 0
  // The proof of a large export takes longer than silence may.
  const pulse = setInterval(() => {
    if (rowCount > 0) beat(claim, head.treeSize, rowCount).catch(() => undefined)
  }, PULSE_MS)
  try {
    rowCount = await writeRows(claim, head, file, records)
    const recordsSha256 = await records.finish()
    const siblings = await writeSiblings(claim.id, head.treeSize)
    const stated: Stated = {
      question: questionOf(claim),
      rowCount,
      head,
      recordsSha256,
      siblingsSha256: siblings.sha256,
      fileSha256: null,
    }
    if (claim.format === 'ndjson')
      for await (const line of inBandManifest(stated, siblings.count)) await file.write(line)
    const sha256 = await file.finish()
    const named = { name: fileNameOf(claim), bytes: file.bytes, sha256 }
    await writeManifest({ ...stated, fileSha256: sha256 }, siblings.count, named)
    await Promise.all([recordsPart(claim.id), siblingsPart(claim.id)].map((part) => rm(part, { force: true })))
    if ((await beat(claim, head.treeSize, rowCount)) === 'stop') throw new ExportStopped('cancelled')
    await endExport(claim, { state: 'done', rows: rowCount, bytes: file.bytes, sha256 })
  } finally {
    clearInterval(pulse)
    await Promise.all([file.abandon(), records.abandon()])
  }
}

/** Waits for the seal over everything from before it was asked for. */
async function bind(claim: ExportClaim): Promise<number> {
  for (const end = Date.now() + SEAL_WAIT_MS; ; ) {
    const batchNo = await headCovering(claim.askedAt)
    const head = batchNo === null ? null : await readHead(batchNo)
    if (head) {
      const bound = await bindHead(claim, head.batchNo, head.treeSize)
      if (bound === null) throw new ExportStopped('lost')
      return bound
    }
    const course = await beat(claim, 0, 0)
    if (course !== 'go on') throw new ExportStopped(course === 'stop' ? 'cancelled' : 'lost')
    if (Date.now() > end) throw new ExportStopped('unsealed')
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))
  }
}
