import { hash } from 'node:crypto'
import { Client } from 'pg'
import { copyOut } from './copy.ts'

/** Reads a query raw and hashes every line: what any verification must at least do. */
export async function hashCopy(url: string, query: string): Promise<{ rows: number; bytes: number }> {
  const client = new Client({ connectionString: url })
  await client.connect()
  let [rows, bytes] = [0, 0]
  await copyOut(client, query, (line) => {
    hash('sha256', line)
    rows += 1
    bytes += line.length
  })
  await client.end()
  return { rows, bytes }
}
