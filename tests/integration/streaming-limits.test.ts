import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { describe, expect, it, vi } from 'vitest'
import { context } from '@/tests/integration/as-administrator'
import { intruder, withSealedLog } from '@/tests/integration/audit-seal-fixture'
import { add, base, deliver, linesOf, receiver, sinkRow, withReceiver } from '@/tests/integration/stream-fixture'

vi.hoisted(() => {
  process.env.SANDBOX_UPSTREAMS = 'wechat,polyv'
})
withSealedLog()
withReceiver()

const leavesOf = () => receiver.received.map((delivery) => linesOf(delivery).map(({ leaf }: { leaf: number }) => leaf))
const ids = () => receiver.received.map(({ headers }) => headers['webhook-id'])
const twelve = [...Array(12).keys()]

describe('how much is sent at once', () => {
  it('ends before what receivers take, an event larger than that goes alone, and it is the same sent again', async () => {
    await intruder.query(`update audit_event set detail = jsonb_build_object('text', repeat('x', case seq when (select min(seq) + 3 from audit_event)
                            then 400000 else 100000 end))`)
    const id = await add()
    receiver.answer = async () => 500
    await deliver(id)
    receiver.answer = async () => 200
    await deliver(id)
    expect(leavesOf()).toEqual([[0, 1], [0, 1], [2], [3], [4, 5], [6, 7], [8, 9], [10, 11]])
    expect(ids()[0]).toBe(ids()[1])
  })

  it('is halved where the receiver says that it is too much, until it takes it', async () => {
    const id = await add()
    receiver.answer = async (delivery) => (linesOf(delivery).length > 4 ? 413 : 204)
    await deliver(id)
    expect(
      leavesOf()
        .filter((leaves) => leaves.length <= 4)
        .flat(),
    ).toEqual(twelve)
    expect(new Set(ids()).size).toBe(ids().length)
    expect(await sinkRow(id)).toMatchObject({ cursor_leaf: '12', attempts: 0, last_error: null, claimed_until: null })
    receiver.answer = async () => 413
    const { replaySink } = await import('@/lib/streaming/replay-sink')
    await replaySink.run({ sinkId: id, from: '2020-01-01' }, context)
    await deliver(id)
    expect(await sinkRow(id)).toMatchObject({ cursor_leaf: '0', pending_end: '1', attempts: 1, last_error: 'HTTP 413' })
  })
})

it('what is sent again when asked comes under ids of its own, and a receiver that drops doubles takes it', async () => {
  const id = await add()
  const held = new Set<unknown>()
  const taken: number[] = []
  receiver.answer = async (delivery) => {
    if (!held.has(delivery.headers['webhook-id'])) taken.push(linesOf(delivery).length)
    held.add(delivery.headers['webhook-id'])
    return 204
  }
  await deliver(id)
  expect(ids()).toEqual([`msg_${id}_0_12`])
  const { replaySink } = await import('@/lib/streaming/replay-sink')
  for (const _time of [1, 2]) {
    await intruder.query('update stream_sink set cursor_leaf = 12')
    await replaySink.run({ sinkId: id, from: '2020-01-01' }, context)
    await deliver(id)
  }
  expect(taken).toEqual([12, 12, 12])
})

describe('what is sealed and no longer there', () => {
  it('is told event by event where somebody took it out', async () => {
    const { rows } = await intruder.query(`delete from audit_event where target_id in ('a2', 'b1') returning id`)
    const id = await add()
    await deliver(id)
    const lines = receiver.received.flatMap(linesOf)
    expect(lines.map(({ leaf }) => leaf)).toEqual(twelve)
    const gone = lines.filter(({ action }) => action === 'audit.missing')
    expect(gone).toMatchObject([1, 4].map((leaf) => ({ leaf, phase: 'panic', outcome: 'failed' })))
    expect(gone.map(({ detail }) => detail.eventId).sort()).toEqual(rows.map((row) => row.id).sort())
    expect(Date.parse(gone[0].occurredAt)).not.toBeNaN()
  })

  it('is told in one line where it left with its month, however many there were', async () => {
    await intruder.query(`insert into audit_retired (month, from_at, until_at, first_leaf, last_leaf, events, root, key_id, signature)
      values ('2025-02-01', '2025-02-01Z', '2025-03-01Z', 8, 261, 254, decode(repeat('00', 32), 'hex'), 's1', decode(repeat('00', 64), 'hex'))`)
    await intruder.query(`delete from audit_event where target_id in ('c1', 'c2', 'c3', 'c4')`)
    await intruder.query(`update audit_leaf set occurred_at = '2025-02-03Z' where leaf_no >= 8`)
    await intruder.query(`insert into audit_leaf select 11 + n, 3, gen_random_uuid(), '2025-02-28Z', 1000 + n, decode(repeat('00', 32), 'hex')
                            from generate_series(1, 250) n`)
    const id = await add()
    await deliver(id)
    const lines = receiver.received.flatMap(linesOf)
    expect(lines.map(({ leaf }) => leaf)).toEqual(twelve.slice(0, 9))
    expect(lines[8]).toMatchObject({
      action: 'audit.retired',
      detail: { month: '2025-02', firstLeaf: 8, lastLeaf: 261, count: 254 },
    })
    expect(await sinkRow(id)).toMatchObject({ cursor_leaf: '262', sent: '9' })
  })
})

describe('while a delivery is on its way', () => {
  it('a new address wins: what was taken at the old one is sent there too', async () => {
    const id = await add()
    const { updateSink } = await import('@/lib/streaming/update-sink')
    receiver.answer = async ({ path }) => {
      if (path === '/hook') await updateSink.run({ ...base, sinkId: id, url: receiver.url('/other') }, context)
      return 204
    }
    await deliver(id)
    expect(await sinkRow(id)).toMatchObject({ cursor_leaf: '0', claimed_until: null })
    await deliver(id)
    expect(receiver.received.map(({ path }) => path)).toEqual(['/hook', '/other'])
    expect(leavesOf()[1]).toEqual(twelve)
  })

  it.each([204, 500])(
    'and it took too long, a %d moves and lets go nothing of who has claimed it since',
    async (status) => {
      const id = await add()
      receiver.answer = async () => {
        await intruder.query(`update stream_sink set claimed_until = '2100-01-01'`)
        return status
      }
      await deliver(id)
      const row = await sinkRow(id)
      expect(row).toMatchObject({ cursor_leaf: '0', attempts: 0, pending_end: null })
      expect(row.claimed_until.getFullYear()).toBeGreaterThan(2098)
    },
  )
})

describe('a syslog collector', () => {
  const sentTo = async (peer: (socket: Socket) => void): Promise<string | null> => {
    const collector = createServer({ allowHalfOpen: true }, (socket) => peer(socket.on('error', () => undefined)))
    collector.listen(0, '127.0.0.1')
    await once(collector, 'listening')
    const id = await add({ kind: 'syslog', host: '127.0.0.1', port: (collector.address() as AddressInfo).port })
    await deliver(id)
    collector.close()
    const { cursor_leaf, last_error } = await sinkRow(id)
    expect(cursor_leaf).toBe(last_error === null ? '12' : '0')
    return last_error
  }

  it('that reads until our end has it', async () => {
    expect(await sentTo((socket) => socket.resume().on('end', () => socket.end()))).toBeNull()
  })

  it('that closes before it, at once or only its own side, has not', async () => {
    for (let time = 0; time < 4; time += 1) expect(await sentTo((socket) => socket.destroy())).not.toBeNull()
    expect(await sentTo((socket) => socket.end())).not.toBeNull()
    expect(await sentTo((socket) => socket.resume().end())).toBe('closed')
  })
})

describe('the address of a webhook', () => {
  const shown = async () => JSON.stringify(await (await import('@/lib/streaming/queries')).listSinks())
  const logged = async () =>
    (await intruder.query(`select before, after, detail from audit_event where action like 'stream.%'`)).rows

  it('is kept and told like a secret, and stays as it is when it is left empty', async () => {
    const id = await add({ url: receiver.url('/in/t0ken?dd-api-key=s3cret') })
    const { updateSink } = await import('@/lib/streaming/update-sink')
    const change = (url: string) => updateSink.run({ ...base, name: 'SIEM 2', sinkId: id, url }, context)
    expect(await change('')).toMatchObject({ ok: true })
    await deliver(id)
    expect(await change(receiver.url('/in/t0ken2'))).toMatchObject({ ok: true })
    await deliver(id)
    expect(receiver.received.map(({ path }) => path)).toEqual(['/in/t0ken?dd-api-key=s3cret'])
    const told = JSON.stringify([await sinkRow(id), await shown(), await logged()])
    expect(told).not.toMatch(/t0ken|s3cret/)
    expect((await sinkRow(id)).place.url).toBe(`${receiver.url('')}/…`)
    expect((await logged()).map(({ after }) => after.address.secret)).toEqual(['set', 'same', 'changed'])
  })

  it('that was kept plain goes on, is shown as little, and is encrypted once it is changed', async () => {
    const id = await add()
    await intruder.query(`update stream_sink set address = null, place = $1`, [{ url: receiver.url('/in/t0ken') }])
    await deliver(id)
    expect(receiver.received.map(({ path }) => path)).toEqual(['/in/t0ken'])
    expect(await shown()).not.toContain('t0ken')
    const { updateSink } = await import('@/lib/streaming/update-sink')
    await updateSink.run({ ...base, sinkId: id }, context)
    expect(JSON.stringify([await sinkRow(id), await logged()])).not.toContain('t0ken')
    await intruder.query('update stream_sink set cursor_leaf = 0')
    await deliver(id)
    expect(receiver.received.at(-1)?.path).toBe('/in/t0ken')
  })
})
