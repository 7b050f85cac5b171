import type { ServerResponse } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import type { Fault } from './faults.ts'
import type { Call, Reply, UpstreamService } from './http.ts'
import type { JournalEntry } from './journal.ts'
import type { World } from './world.ts'

type Exchange = { entry: JournalEntry; response: ServerResponse; writeHead(reply: Reply): void }

/** Carries out one received call and answers it, in the way the fault asks for. */
export async function answerWithFault(
  world: World,
  service: UpstreamService,
  call: Call,
  exchange: Exchange,
): Promise<void> {
  const { fault } = call
  const { response } = exchange
  const latencyMs = world.switches.number(service.upstream === 'wechat' ? 'wechatLatencyMs' : 'polyvLatencyMs')
  const send = async (reply: Reply, delayMs = 0): Promise<void> => {
    if (latencyMs + delayMs > 0) await delay(latencyMs + delayMs, undefined, { ref: false })
    exchange.writeHead(reply)
    world.journal.answer(exchange.entry, reply.status, reply.body.toString())
    response.end(reply.body)
  }
  const hang = async (ms: number | undefined): Promise<void> => {
    const gone = new Promise<void>((resolve) => response.once('close', () => resolve()))
    await Promise.race([world.faults.hold(ms), gone])
    response.destroy()
  }

  switch (fault?.kind) {
    case 'errcode': {
      if (fault.apply) service.handle(call)
      return await send(service.fail(call, fault.code ?? -1, fault.message ?? 'system error'))
    }
    case 'http': {
      if (fault.apply) service.handle(call)
      return await send(httpReply(fault))
    }
    case 'hang':
      return await hang(fault.ms)
    case 'apply_then_hang':
      service.handle(call)
      return await hang(fault.ms)
    case 'apply_then_reset':
      service.handle(call)
      return reset(response)
    case 'reset_before_apply':
      return reset(response)
    case 'apply_late': {
      world.later(fault.delayMs ?? 1000, () => service.handle(call))
      return fault.meanwhile === 'reset' ? reset(response) : await hang(fault.ms)
    }
    case 'cut_body': {
      const reply = service.handle(call)
      const body = Buffer.from(reply.body)
      exchange.writeHead(reply)
      const part = body.subarray(0, fault.bytes ?? Math.floor(body.length / 2))
      world.journal.answer(exchange.entry, reply.status, part.toString())
      response.write(part, () => response.destroy())
      return
    }
    case 'slow':
      return await send(service.handle(call), fault.delayMs ?? 1000)
    case 'bad_json': {
      const reply = service.handle(call)
      return await send({ ...reply, body: fault.body ?? `${reply.body.toString().slice(0, -1)},,` })
    }
    default:
      return await send(service.handle(call))
  }
}

function httpReply(fault: Fault): Reply {
  const status = fault.status ?? 502
  const html = `<html><head><title>${status} Bad Gateway</title></head><body><center><h1>${status} Bad Gateway</h1></center></body></html>`
  return { status, body: fault.body ?? html, contentType: fault.contentType ?? 'text/html; charset=utf-8' }
}

function reset(response: ServerResponse): void {
  if (response.socket) response.socket.resetAndDestroy()
  else response.destroy()
}
