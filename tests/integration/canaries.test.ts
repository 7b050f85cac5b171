import { readFileSync } from 'node:fs'
import { inflateRawSync } from 'node:zlib'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { exportFormats } from '@/lib/exports/schema'
import { type ExportDesk, openExportDesk } from '@/tests/integration/export-desk'

let desk: ExportDesk
beforeAll(async () => {
  desk = await openExportDesk()
})
afterAll(() => desk.close())

/** A secret in the shapes it could leak in. */
const shapesOf = (secret: string): string[] => [
  secret,
  encodeURIComponent(secret),
  Buffer.from(secret).toString('base64').replace(/=+$/, ''),
  Buffer.from(secret).toString('hex'),
  JSON.stringify(secret).slice(1, -1),
  [...secret].reverse().join(''),
]

/** Everything deflated in a workbook, as text. */
function unpacked(zip: Buffer): string {
  let text = ''
  for (let at = zip.indexOf('PK\u0003\u0004'); at !== -1; at = zip.indexOf('PK\u0003\u0004', at + 4)) {
    const start = at + 30 + zip.readUInt16LE(at + 26) + zip.readUInt16LE(at + 28)
    try {
      text += inflateRawSync(zip.subarray(start), { finishFlush: 2 }).toString()
    } catch {
      text += ''
    }
  }
  return text
}

it('secrets that were stored, changed and refused are in no export of any format', async () => {
  const [{ addConnection }, { updateConnection }, { fingerprint, secretChange }] = await Promise.all([
    import('@/lib/connections/add-connection'),
    import('@/lib/connections/update-connection'),
    import('@/lib/secrets/fingerprint'),
  ])
  const secrets = ['canary-Secret+1/first', 'canary-Secret+2/second', 'canary-viewing-code']
  const admin = desk.context({ ...desk.actor, role: 'admin' }, 'admin')
  const added = await addConnection.run(
    addConnection.input.parse({
      kind: 'polyv',
      name: '保利威',
      endpoint: 'live',
      accountId: 'canaryAccount',
      userId: 'user1',
      secret: secrets[0],
      callsPerSecond: '10',
    }),
    admin,
  )
  if (!added.ok) throw new Error(added.code)
  const { connectionId } = added.data
  const [row] = await desk.sql<{ updated_at: Date }>('select updated_at from connection where id = $1', [connectionId])
  const changed = await updateConnection.run(
    updateConnection.input.parse({ connectionId, version: row?.updated_at.toISOString(), secret: secrets[1] }),
    admin,
  )
  expect(changed).toMatchObject({ ok: true })
  await desk.record(3, (index) => `取值 ${index}`, {
    before: { authCode: secretChange(null, secrets[1]) },
    after: { authCode: secretChange(secrets[1], secrets[2]) },
  })
  await desk.seal()
  for (const format of exportFormats) {
    const exportId = await desk.ask(format, '', { ...desk.actor, id: `asker-${format}` })
    await desk.seal()
    await desk.runExport({ exportId })
    expect(await desk.findExport(exportId)).toMatchObject({ state: 'done' })
    const bytes = readFileSync(desk.dataFile(exportId))
    const text =
      (format === 'xlsx' ? unpacked(bytes) : bytes.toString()) + readFileSync(desk.manifestFile(exportId), 'utf8')
    expect(text.length).toBeGreaterThan(500)
    expect(text).toContain('取值')
    for (const secret of secrets)
      for (const shape of shapesOf(secret)) expect(text.includes(shape), `${format}: ${shape}`).toBe(false)
    if (format === 'ndjson') expect(text).toContain(fingerprint(secrets[2] ?? ''))
  }
})
