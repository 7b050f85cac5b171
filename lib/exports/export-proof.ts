import 'server-only'
import { open } from 'node:fs/promises'
import path from 'node:path'
import { readSubtree } from '@/lib/audit/prove'
import { sql } from '@/lib/db'
import { type Attempt, attemptFolder } from '@/lib/exports/export-files'
import { PartFile } from '@/lib/exports/part-file'
import { leafOf, RECORD_BYTES } from '@/lib/exports/row-records'
import { type Leaves, siblingsOf } from '@/lib/exports/siblings'

const READ_BYTES = 512 * RECORD_BYTES

export const recordsPart = (of: Attempt): string => path.join(attemptFolder(of), 'records.part')
export const siblingsPart = (of: Attempt): string => path.join(attemptFolder(of), 'siblings.part')

/** Blocks of a file, in order. */
export async function* blocksOf(file: string): AsyncGenerator<Buffer> {
  const handle = await open(file, 'r')
  try {
    for (;;) {
      const { bytesRead, buffer } = await handle.read(Buffer.alloc(READ_BYTES), 0, READ_BYTES, null)
      if (bytesRead === 0) return
      yield buffer.subarray(0, bytesRead)
    }
  } finally {
    await handle.close()
  }
}

/** Writes down what leads from the rows of an export to the root of its head. @returns SHA-256 and count of the hashes. */
export async function writeSiblings(
  of: Attempt,
  treeSize: number,
  goOn: () => void,
): Promise<{ sha256: string; count: number }> {
  const file = await PartFile.create(siblingsPart(of), goOn)
  const read = { subtree: readSubtree, leafHashes: readLeafHashes }
  for await (const sibling of siblingsOf(leavesOf(recordsPart(of)), treeSize, read)) {
    goOn()
    await file.writeBytes(sibling)
  }
  const sha256 = await file.finish()
  return { sha256, count: file.bytes / 32 }
}

function leavesOf(file: string): Leaves {
  const blocks = blocksOf(file)
  let block = Buffer.alloc(0)
  let row = 0
  return {
    next: async () => {
      if (row * RECORD_BYTES >= block.byteLength) {
        const { done, value } = await blocks.next()
        if (done) return null
        ;[block, row] = [value as Buffer<ArrayBuffer>, 0]
      }
      row += 1
      return leafOf(block, row - 1)
    },
  }
}

async function readLeafHashes(from: number, to: number): Promise<Buffer[]> {
  const rows = await sql<{ leaf_hash: Buffer }>(
    'select leaf_hash from audit_leaf where leaf_no >= $1 and leaf_no < $2 order by leaf_no',
    [from, to],
  )
  if (rows.length !== to - from) throw new Error(`the seal lacks leaves between ${from} and ${to}`)
  return rows.map((row) => row.leaf_hash)
}
