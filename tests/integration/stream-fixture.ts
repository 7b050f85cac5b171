import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll } from 'vitest'
import { context } from '@/tests/integration/as-administrator'
import { intruder } from '@/tests/integration/audit-seal-fixture'

export const makeSecret = () => `whsec_${randomBytes(32).toString('base64')}`

export type Received = { path: string; headers: IncomingHttpHeaders; body: string }
let server: Server
/** What has arrived, and what is answered; `answer` may also do something while the delivery waits. */
export const receiver = {
  received: [] as Received[],
  answer: async (_delivery: Received): Promise<number> => 200,
  url: (path = '/hook') => `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`,
}

/** A receiver on this machine; call at the top of a file. */
export function withReceiver(): void {
  beforeAll(async () => {
    server = createServer(async (request, response) => {
      let body = ''
      for await (const text of request.setEncoding('utf8')) body += text
      const delivery = { path: request.url ?? '', headers: request.headers, body }
      receiver.received.push(delivery)
      const status = await receiver.answer(delivery)
      response.writeHead(status, status === 302 ? { location: '/elsewhere' } : {}).end()
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
  })
  afterAll(() => {
    server.close()
  })
}

export const base = { kind: 'webhook' as const, name: 'SIEM', url: '', secret: '', host: '', port: 514, isTls: false }

/** The only sink there is, from the first event on. */
export async function add(
  more: Partial<Omit<typeof base, 'kind'>> & { kind?: 'webhook' | 'syslog' | 'file' } = {},
): Promise<string> {
  const { addSink } = await import('@/lib/streaming/add-sink')
  await intruder.query('delete from stream_sink')
  receiver.received = []
  receiver.answer = async () => 200
  const result = await addSink.run(
    { ...base, url: receiver.url(), secret: makeSecret(), ...more, from: 'start' },
    context,
  )
  if (!result.ok) throw new Error(JSON.stringify(result))
  return result.data.id
}

export async function deliver(id: string): Promise<void> {
  await intruder.query(`update stream_sink set next_at = now() - interval '1 second' where id = $1`, [id])
  await (await import('@/lib/streaming/deliver')).deliver(id)
}

export const linesOf = ({ body }: Received) => JSON.parse(body).data
export const sinkRow = async (id: string) =>
  (await intruder.query('select * from stream_sink where id = $1', [id])).rows[0]
