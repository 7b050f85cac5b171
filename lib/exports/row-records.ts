import 'server-only'
import { hash } from 'node:crypto'

/** For each row of an export: its leaf, in six bytes, and the first ten of the SHA-256 of the row as written. */
export const RECORD_BYTES = 16
const LEAF_BYTES = 6

export function writeRecord(record: Buffer, leafNo: number, row: Buffer | string): void {
  record.writeUIntBE(leafNo, 0, LEAF_BYTES)
  hash('sha256', row, 'buffer').copy(record, LEAF_BYTES, 0, RECORD_BYTES - LEAF_BYTES)
}

export const leafOf = (records: Buffer, row: number): number => records.readUIntBE(row * RECORD_BYTES, LEAF_BYTES)
