import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { systemActor } from '@/lib/audit/event'
import { sql } from '@/lib/db'
import { updatePolicy } from '@/lib/retention/update-policy'
import { addSink } from '@/lib/streaming/add-sink'
import { switchSink } from '@/lib/streaming/switch-sink'
import { type OpenScenario, until } from '@/tests/faults/scenario'

const WRITES = 60
const LIMIT = 1.1
const ARRIVE_MS = 60_000
const actor = { ...systemActor('faults'), type: 'person' as const, role: 'admin' }
const context = { actor, session: {} as never, requestId: 'f34' }

/** A receiver that takes every request and answers none, until it is told to. */
class Receiver {
  readonly arrived = new Set<string>()
  readonly #held = new Set<ServerResponse>()
  readonly #server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8').on('data', (text: string) => {
      body += text
    })
    request.on('end', () => {
      if (this.isHanging) this.#held.add(response)
      else {
        for (const { id } of JSON.parse(body).data) this.arrived.add(id)
        response.writeHead(204).end()
      }
    })
  })
  isHanging = true

  async listen(): Promise<string> {
    this.#server.listen(0, '127.0.0.1')
    await once(this.#server, 'listening')
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`
  }

  get held(): number {
    return this.#held.size
  }

  letGo(): void {
    for (const response of this.#held) response.destroy()
    this.#held.clear()
  }

  close(): void {
    this.letGo()
    this.#server.close()
  }
}

/** F34: a sink that never answers. People's writes take as long as without it, and every event arrives once it answers. */
export const hangingSink: OpenScenario = async (stage) => {
  const worker = await stage.startWorker().ready()
  const receiver = new Receiver()
  const url = await receiver.listen()
  const secret = `whsec_${randomBytes(32).toString('base64')}`
  const added = await addSink.run(
    { kind: 'webhook', name: 'never answers', url, secret, host: '', port: 514, isTls: false, from: 'start' },
    context,
  )
  if (!added.ok) throw new Error(JSON.stringify(added))
  const sinkId = added.data.id
  const alone: number[] = []
  const beside: number[] = []
  let months = 36
  const write = async (samples: number[]): Promise<void> => {
    for (let at = 0; at < WRITES; at += 1) {
      months = months === 36 ? 40 : 36
      const started = performance.now()
      await updatePolicy.run({ access: months, change: 36 }, context)
      samples.push(performance.now() - started)
    }
  }
  const turn = (isOn: boolean) => switchSink.run({ sinkId, isOn }, context)
  await write([])
  return {
    run: async () => {
      receiver.isHanging = true
      await turn(false)
      receiver.letGo()
      await write(alone)
      await turn(true)
      const isHeld = await until(async () => receiver.held > 0, ARRIVE_MS)
      await write(beside)
      const isStillHeld = receiver.held > 0
      receiver.isHanging = false
      receiver.letGo()
      const hasAll = await until(async () => {
        await sql(`update stream_sink set next_at = clock_timestamp() where id = $1`, [sinkId])
        const all = await sql<{ id: string }>('select id from audit_event')
        return all.every(({ id }) => receiver.arrived.has(id))
      }, ARRIVE_MS)
      return {
        runs: 1,
        violations: [
          ...(isHeld && isStillHeld ? [] : ['the sink did not hang while people wrote']),
          ...(hasAll ? [] : [`events are missing at the sink after ${ARRIVE_MS} ms`]),
        ],
      }
    },
    finish: async () => {
      const p95 = (samples: number[]) =>
        samples.sort((left, right) => left - right)[Math.ceil(samples.length * 0.95) - 1] ?? 0
      const [without, with_] = [p95(alone), p95(beside)]
      process.stderr.write(`p95 ${without.toFixed(1)} ms without, ${with_.toFixed(1)} ms beside a sink that hangs\n`)
      return with_ / without <= LIMIT ? [] : [`writes took ${(with_ / without).toFixed(2)} times as long beside it`]
    },
    close: async () => {
      receiver.close()
      await worker.kill('SIGTERM')
    },
  }
}
