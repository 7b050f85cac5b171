import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, describe, expect, it } from 'vitest'
import { intruder, product, withSealedLog } from '@/tests/integration/audit-seal-fixture'

withSealedLog()

const folder = mkdtempSync(path.join(tmpdir(), 'countersign-proof-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** Runs the stand-alone script as somebody elsewhere would: with the file, and the key they were told. */
async function checkOffline(document: unknown, publicKey?: string): Promise<{ code: number; words: string }> {
  const file = path.join(folder, `${randomBytes(4).toString('hex')}.json`)
  writeFileSync(file, typeof document === 'string' ? document : JSON.stringify(document))
  const words = [path.resolve('public/verify-proof.mjs'), file, ...(publicKey ? [publicKey] : [])]
  return promisify(execFile)(process.execPath, words).then(
    ({ stdout }) => ({ code: 0, words: stdout }),
    ({ code, stderr }: { code: number; stderr: string }) => ({ code, words: stderr }),
  )
}

async function proofOf(name: string) {
  const { proveEvent } = await import('@/lib/audit/prove')
  const { rows } = await intruder.query('select id from audit_event where target_id = $1', [name])
  const proof = await proveEvent(rows[0].id)
  if (proof === null || proof === 'unsealed') throw new Error(`no proof of ${name}`)
  return proof
}

describe('the proof of one event', () => {
  it('holds offline for every event of a log with kept and passing subtrees, and is small', async () => {
    const { record, sealed } = await product()
    for (const part of ['d', 'e']) {
      await record(...Array.from({ length: 300 }, (_, at) => `${part}${at}`))
      await sealed(300)
    }
    for (const name of ['a1', 'c4', 'd0', 'd243', 'd244', 'e255', 'e299']) {
      const document = await proofOf(name)
      expect(await checkOffline(document, document.proof.publicKey)).toMatchObject({ code: 0 })
      expect(JSON.stringify(document.proof).length).toBeLessThan(2_048)
    }
  })

  it('fails for another content, time, place, path, head and key', async () => {
    const document = await proofOf('b2')
    const { proof } = document
    const forged = [
      { ...document, event: { ...document.event, reason: '合同 119' } },
      { ...document, occurredAt: new Date(0).toISOString() },
      { ...document, seq: '1' },
      { ...document, rowHash: 'f'.repeat(64) },
      { ...document, proof: { ...proof, leafNo: proof.leafNo + 1 } },
      { ...document, proof: { ...proof, path: proof.path.slice(1) } },
      { ...document, proof: { ...proof, head: { ...proof.head, treeSize: 11 } } },
      { ...document, proof: { ...proof, head: { ...proof.head, sealedAt: new Date(0).toISOString() } } },
    ]
    for (const forgery of forged) expect(await checkOffline(forgery, proof.publicKey)).toMatchObject({ code: 1 })
    expect(await checkOffline(document, randomBytes(32).toString('base64'))).toMatchObject({ code: 1 })
    expect((await checkOffline({ any: 'thing' })).code).toBe(2)
  })

  it('is refused when it says one thing to one reader and another to the next', async () => {
    const document = await proofOf('b2')
    const text = JSON.stringify(document)
    const told = text.replace('"event":{', '"event":{"reason":"合同 119",')
    const stretched = text.replace('"schema_version":1,', '"schema_version":1.00000000000000000001,')
    for (const forgery of [told, stretched]) {
      expect(forgery).not.toBe(text)
      expect(await checkOffline(forgery, document.proof.publicKey)).toMatchObject({ code: 2 })
    }
    expect(await checkOffline({ ...document, approvedBy: '别人' }, document.proof.publicKey)).toMatchObject({ code: 1 })
    expect(await checkOffline(JSON.stringify(document, null, 2), document.proof.publicKey)).toMatchObject({ code: 0 })
  })

  it('says when the key came with the file', async () => {
    const document = await proofOf('b2')
    expect((await checkOffline(document)).words).toContain(document.proof.publicKey)
  })

  it('is not there yet for an event of this moment, nor for one that never was', async () => {
    const { proveEvent } = await import('@/lib/audit/prove')
    const { record } = await product()
    const [id = ''] = await record('now')
    expect(await proveEvent(id)).toBe('unsealed')
    expect(await proveEvent('0199c4b0-0000-7000-8000-000000000000')).toBeNull()
  })

  it('stays right under an older key after the key was changed twice', async () => {
    const { record, sealed, env } = await product()
    const before = await proofOf('a1')
    env.AUDIT_SIGNING_KEYS = `s7:${randomBytes(32).toString('base64')},${env.AUDIT_SIGNING_KEYS}`
    await record('f1')
    await sealed(1)
    env.AUDIT_SIGNING_KEYS = `s8:${randomBytes(32).toString('base64')},${env.AUDIT_SIGNING_KEYS}`
    await record('f2')
    await sealed(1)
    const after = await proofOf('a1')
    expect(after.proof.publicKey).not.toBe(before.proof.publicKey)
    for (const document of [before, after])
      expect(await checkOffline(document, document.proof.publicKey)).toMatchObject({ code: 0 })
  })
})
