import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer as createTcpServer } from 'node:net'
import path from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { context } from '@/tests/integration/as-administrator'
import { intruder, product, withSealedLog } from '@/tests/integration/audit-seal-fixture'
import {
  add,
  base,
  deliver,
  linesOf,
  makeSecret,
  type Received,
  receiver,
  sinkRow,
  withReceiver,
} from '@/tests/integration/stream-fixture'

vi.hoisted(() => {
  process.env.SANDBOX_UPSTREAMS = 'wechat,polyv'
})
withSealedLog()
withReceiver()

const targets = (delivery: Received): string[] =>
  linesOf(delivery).map((event: { target: { id: string } }) => event.target.id)
const answer = (status: number) => {
  receiver.answer = async () => status
}
const signed = ({ headers, body }: Received, secret: string): string =>
  `v1,${createHmac('sha256', Buffer.from(secret.slice(6), 'base64'))
    .update(`${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`)
    .digest('base64')}`

describe('a webhook', () => {
  it('gets every sealed event in the order of the seal, signed, and goes on where it was', async () => {
    const secret = makeSecret()
    const id = await add({ secret })
    await deliver(id)
    expect(receiver.received.flatMap(targets)).toEqual(
      'abc'.split('').flatMap((part) => [1, 2, 3, 4].map((at) => part + at)),
    )
    const [first] = receiver.received
    expect(first?.headers['webhook-signature']).toBe(first && signed(first, secret))
    expect((await sinkRow(id)).secret).not.toContain(secret.slice(6))
    const { record, sealed } = await product()
    await record('unsealed')
    await deliver(id)
    expect(receiver.received).toHaveLength(1)
    await sealed(2)
    await deliver(id)
    expect(receiver.received.slice(1).flatMap(targets)).toEqual([`stream:${id}`, 'unsealed'])
  })

  it('is sent the same delivery again until it takes it, waiting longer each time, and nothing is lost', async () => {
    const id = await add()
    answer(500)
    await deliver(id)
    const failed = await sinkRow(id)
    expect(failed).toMatchObject({ attempts: 1, last_error: 'HTTP 500', cursor_leaf: '0', state: 'on' })
    expect(failed.next_at.getTime()).toBeGreaterThan(Date.now())
    const { record, sealed } = await product()
    await record('later')
    await sealed(2)
    answer(302)
    await deliver(id)
    expect((await sinkRow(id)).last_error).toBe('HTTP 302')
    answer(204)
    await deliver(id)
    const [one, two, three, four] = receiver.received
    expect([two, three].map((again) => again?.headers['webhook-id'])).toEqual(
      [one, one].map((same) => same?.headers['webhook-id']),
    )
    expect(four && targets(four)).toContain('later')
    expect(await sinkRow(id)).toMatchObject({ attempts: 0, last_error: null, cursor_leaf: '14' })
  })

  it('is switched off with an alarm after days of failing, and after a 410', async () => {
    const id = await add()
    answer(410)
    await deliver(id)
    expect(await sinkRow(id)).toMatchObject({ state: 'failed' })
    const { switchSink } = await import('@/lib/streaming/switch-sink')
    await switchSink.run({ sinkId: id, isOn: true }, context)
    answer(503)
    await intruder.query(`update stream_sink set failing_since = now() - interval '4 days' where id = $1`, [id])
    await deliver(id)
    expect(await sinkRow(id)).toMatchObject({ state: 'failed', last_error: 'HTTP 503' })
    const { rows } = await intruder.query(`select phase from audit_event where action = 'stream.disable'`)
    expect(rows).toEqual([{ phase: 'panic' }, { phase: 'panic' }])
  })

  it('signs with both secrets while one takes over, and is sent a day again when asked', async () => {
    const [old, fresh] = [makeSecret(), makeSecret()]
    const id = await add({ secret: old })
    const { updateSink } = await import('@/lib/streaming/update-sink')
    await updateSink.run({ ...base, sinkId: id, url: receiver.url(), secret: fresh }, context)
    await deliver(id)
    const [first] = receiver.received
    expect(first?.headers['webhook-signature']).toBe(first && `${signed(first, fresh)} ${signed(first, old)}`)
    const { replaySink } = await import('@/lib/streaming/replay-sink')
    expect(await replaySink.run({ sinkId: id, from: '2020-01-01' }, context)).toMatchObject({
      ok: true,
      data: { events: 12 },
    })
    await deliver(id)
    expect(receiver.received.slice(1).flatMap(targets).slice(0, 2)).toEqual(['a1', 'a2'])
    expect(await replaySink.run({ sinkId: id, from: '2099-01-01' }, context)).toMatchObject({ ok: false })
    const { rows } = await intruder.query(
      `select detail::text || coalesce(after::text, '') as told from audit_event where action like 'stream.%'`,
    )
    for (const { told } of rows) for (const secret of [old, fresh]) expect(told).not.toContain(secret.slice(6))
  })
})

it('a file gets a line an event, and syslog one framed message an event', async () => {
  const file = await add({ kind: 'file', name: 'file' })
  await deliver(file)
  const { streamFolder } = await import('@/lib/streaming/send-file')
  const [name = ''] = readdirSync(streamFolder(file))
  const lines = readFileSync(path.join(streamFolder(file), name), 'utf8')
    .trim()
    .split('\n')
  expect(lines.map((line) => JSON.parse(line).leaf)).toEqual([...Array(12).keys()])

  let text = ''
  const collector = createTcpServer((socket) => {
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk
    })
  }).listen(0, '127.0.0.1')
  await once(collector, 'listening')
  const syslog = await add({
    kind: 'syslog',
    name: 'syslog',
    host: '127.0.0.1',
    port: (collector.address() as AddressInfo).port,
  })
  await deliver(syslog)
  const closed = once(collector, 'close')
  collector.close()
  await closed
  const frames = [
    ...Buffer.from(text)
      .toString()
      .matchAll(
        /(\d+) (<110>1 \S+ countersign countersign - system\.start \[countersign@32473 id="[^"]+" seq="\d+" leaf="\d+" outcome="succeeded"\] \uFEFF)/g,
      ),
  ]
  expect(frames).toHaveLength(12)
  expect(await sinkRow(syslog)).toMatchObject({ cursor_leaf: '12', sent: '12' })
})

describe('a file', () => {
  const fileOf = async (id: string, day: string): Promise<string> => {
    const { streamFolder } = await import('@/lib/streaming/send-file')
    mkdirSync(streamFolder(id), { recursive: true })
    return path.join(streamFolder(id), `${day}.ndjson`)
  }
  const today = () => new Date().toISOString().slice(0, 10)

  it('whose last line a crash has torn loses that line, and no event of the ones sent again', async () => {
    const id = await add({ kind: 'file' })
    const [torn, before] = [await fileOf(id, today()), await fileOf(id, '2026-01-01')]
    writeFileSync(torn, '{"leaf":0}\n{"leaf":1,"act')
    await deliver(id)
    const leaves = (file: string) =>
      readFileSync(file, 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).leaf)
    expect(leaves(torn)).toEqual([0, ...Array(12).keys()])
    writeFileSync(before, readFileSync(torn, 'utf8').slice(0, -9))
    rmSync(torn)
    const { replaySink } = await import('@/lib/streaming/replay-sink')
    await replaySink.run({ sinkId: id, from: '2020-01-01' }, context)
    await deliver(id)
    expect(leaves(before)).toEqual([0, ...Array(11).keys()])
    expect(leaves(torn).slice(0, 12)).toEqual([...Array(12).keys()])
  })

  it('that cannot be written names the fault of the disk, also when it is tried out', async () => {
    const id = await add({ kind: 'file' })
    mkdirSync(await fileOf(id, today()))
    await deliver(id)
    expect(await sinkRow(id)).toMatchObject({ last_error: 'EISDIR', cursor_leaf: '0' })
    mkdirSync(await fileOf(id, 'test'))
    const { testSink } = await import('@/lib/streaming/test-sink')
    expect(await testSink.run({ sinkId: id }, context)).toMatchObject({ ok: true, data: { error: 'EISDIR' } })
  })
})
