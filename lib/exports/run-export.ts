import 'server-only'
import { mkdir, readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { headCovering, readHead } from '@/lib/exports/bound-head'
import { bindHead, claimExport, type ExportClaim, MOST_ATTEMPTS, releaseExport } from '@/lib/exports/claim-export'
import { type End, endExport } from '@/lib/exports/end-export'
import { attemptFolder, dataFile, fileNameOf, folderOf, removeFiles } from '@/lib/exports/export-files'
import { recordsPart, siblingsPart, writeSiblings } from '@/lib/exports/export-proof'
import { questionOf, type Stated } from '@/lib/exports/export-statement'
import { ExportStopped } from '@/lib/exports/export-stopped'
import { PartFile } from '@/lib/exports/part-file'
import { Pulse } from '@/lib/exports/pulse'
import { inBandManifest, writeManifest } from '@/lib/exports/write-manifest'
import { writeRows } from '@/lib/exports/write-rows'
import { log } from '@/lib/log'
import { ZipTooLarge } from '@/lib/sheets/zip-stream'

const SEAL_WAIT_MS = 60_000
const LOOK_EVERY_MS = 200

/**
 * Makes the file of one export. It is bound to a signed head once, so that whoever takes it up again after a worker was
 * killed begins anew and writes the same rows, whatever happened since. Each attempt has a folder of its own: a worker that
 * was taken for dead and wakes can spoil nothing but its own.
 */
export async function runExport({ exportId }: { exportId: string }): Promise<void> {
  const claim = await claimExport(exportId)
  if (!claim) return
  const pulse = new Pulse(claim)
  try {
    if (claim.attempt > MOST_ATTEMPTS) throw new ExportStopped('unexpected')
    await makeExport(claim, pulse)
  } catch (error) {
    await rm(attemptFolder(claim), { recursive: true, force: true })
    // Whoever took it over clears away what is met here: that is no error of the export.
    const isOurs = error instanceof ExportStopped || (await pulse.holds())
    const end = isOurs ? endOf(claim, error) : 'lost'
    if (end === 'again') {
      await releaseExport(claim)
      throw error
    }
    if (end !== 'lost' && (await endExport(claim, end))) await removeFiles(claim.id)
  } finally {
    pulse.stop()
  }
}

/** What an error means for the export: whether another attempt would meet the same. */
function endOf(claim: ExportClaim, error: unknown): End | 'lost' | 'again' {
  if (error instanceof ExportStopped) {
    if (error.reason === 'lost') return 'lost'
    if (error.reason === 'cancelled') return { state: 'cancelled' }
    return { state: 'failed', cause: error.reason, ...(error.found ? { found: error.found } : {}) }
  }
  if (error instanceof ZipTooLarge) return { state: 'failed', cause: 'too_large' }
  log.error({ error, exportId: claim.id, attempt: claim.attempt }, 'an export stopped on an error')
  if ((error as { code?: unknown }).code === 'ENOSPC') return { state: 'failed', cause: 'no_space' }
  return claim.attempt < MOST_ATTEMPTS ? 'again' : { state: 'failed', cause: 'unexpected' }
}

async function makeExport(claim: ExportClaim, pulse: Pulse): Promise<void> {
  const head = await readHead(claim.batchNo ?? (await bind(claim, pulse)))
  if (!head) throw new Error(`head ${claim.batchNo} is gone`)
  await mkdir(attemptFolder(claim), { recursive: true, mode: 0o700 })
  await removeEarlier(claim)
  const [file, records] = await Promise.all([
    PartFile.create(dataFile(claim), pulse.goOn),
    PartFile.create(recordsPart(claim), pulse.goOn),
  ])
  try {
    const { rowCount, comparedRows } = await writeRows(claim, head, { file, records, pulse })
    const recordsSha256 = await records.finish()
    pulse.scanned = head.treeSize
    const siblings = await writeSiblings(claim, head.treeSize, pulse.goOn)
    const question = questionOf(claim)
    const stated: Stated = {
      question: claim.format === 'ndjson' ? question : { ...question, comparedRows },
      rowCount,
      head,
      recordsSha256,
      siblingsSha256: siblings.sha256,
      fileSha256: null,
    }
    if (claim.format === 'ndjson')
      for await (const line of inBandManifest(claim, stated, siblings.count)) await file.write(line)
    const sha256 = await file.finish()
    const named = { name: fileNameOf(claim), bytes: file.bytes, sha256 }
    await writeManifest(claim, { ...stated, fileSha256: sha256 }, siblings.count, named, pulse.goOn)
    await Promise.all([recordsPart(claim), siblingsPart(claim)].map((part) => rm(part, { force: true })))
    await pulse.askNow()
    const isEnded = await endExport(claim, { state: 'done', rows: rowCount, bytes: file.bytes, sha256 })
    if (!isEnded) throw new ExportStopped('lost')
  } finally {
    await Promise.all([file.abandon(), records.abandon()])
  }
}

/** What workers left that were killed, or taken for dead. */
async function removeEarlier({ id, attempt }: ExportClaim): Promise<void> {
  for (const name of await readdir(folderOf(id)))
    if (Number(name) < attempt) await rm(path.join(folderOf(id), name), { recursive: true, force: true })
}

/** Waits for the seal over everything from before it was asked for. */
async function bind(claim: ExportClaim, pulse: Pulse): Promise<number> {
  for (const end = Date.now() + SEAL_WAIT_MS; ; ) {
    const batchNo = await headCovering(claim.askedAt)
    const head = batchNo === null ? null : await readHead(batchNo)
    if (head) {
      const bound = await bindHead(claim, head.batchNo, head.treeSize)
      if (bound === null) throw new ExportStopped('lost')
      return bound
    }
    await pulse.askNow()
    if (Date.now() > end) throw new ExportStopped('unsealed')
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))
  }
}
