import { expect, it } from 'vitest'
import { intruder, product, seqOf, withSealedLog } from '@/tests/integration/audit-seal-fixture'

withSealedLog()

const odd = `${Array.from({ length: 0x22 }, (_, code) => String.fromCharCode(code)).join('')}\\"/\u007f\u0080\u2028\ufeff😀 长安 \ud83d`

it('finds a sealed event as it was written, whatever text and numbers it holds, and whoever turns a part of it', async () => {
  const { recordEvents } = await import('@/lib/audit/record')
  const { systemActor } = await import('@/lib/audit/event')
  const { sql, sealed, verify } = await product()
  const json = {
    [odd]: odd,
    b: [1.5, 0.1, 1e21, -0, 1e-7, 12345678901234567890n.toString()],
    aa: { '': [], z: {}, y: null },
  }
  await recordEvents(sql, [
    {
      phase: 'note',
      action: 'system.start',
      outcome: 'succeeded',
      actor: { ...systemActor('start'), name: odd, userAgent: odd },
      target: { type: 'system', id: 'odd', name: odd },
      before: json,
      after: { ...json, b: true },
      detail: [odd, json, 3, 'a, b: {c}', 'written \\u0000'],
      reason: odd,
      requestId: 'r',
      operationId: crypto.randomUUID().toUpperCase(),
      connectionId: crypto.randomUUID().toUpperCase(),
    },
    {
      phase: 'note',
      action: 'system.start',
      outcome: 'succeeded',
      actor: systemActor('start'),
      target: { type: 'system', id: 'plain', name: 'a' },
      before: { b: 1, aa: 0.25, nested: { zz: [{ k: 1, jj: 2 }], a: 'x' } },
      detail: 'word',
    },
  ])
  await sealed(2)
  expect(await verify()).toMatchObject({ count: 14, firstBad: null })
  await intruder.query(`update audit_event set detail = '"other"' where target_id = 'plain'`)
  expect((await verify()).firstBad).toMatchObject({ fault: 'edited', seq: await seqOf('plain') })
  await intruder.query(
    `update audit_event set detail = '"word"', reason = E'x","request_id":"y' where target_id = 'plain'`,
  )
  expect((await verify()).firstBad).toMatchObject({ fault: 'edited', seq: await seqOf('plain') })
})
