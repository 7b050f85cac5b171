import 'server-only'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import { connect as connectTls } from 'node:tls'
import { codeOf, type Delivery, DeliveryFailed, TIMEOUT_MS } from '@/lib/streaming/delivery'
import { resolveHost } from '@/lib/streaming/guarded-address'
import type { StreamedEvent } from '@/lib/streaming/read-batch'
import type { Sink } from '@/lib/streaming/sink'

const FACILITY_AUDIT = 13
const WATCH_MS = 200
const SEVERITY: Record<string, number> = { failed: 4, denied: 4, mismatch: 3, unknown: 4, partial: 5 }

/** A structured-data value: quotes, backslashes and closing brackets are escaped (RFC 5424 §6.3.3). */
const quoted = (value: unknown): string => `"${String(value).replace(/["\\\]]/g, '\\$&')}"`

/** One message of RFC 5424, the event as JSON behind a BOM, framed by its length (RFC 6587 §3.4.1). */
function toSyslog({ leaf, line }: StreamedEvent): Buffer {
  const severity = line.phase === 'panic' ? 2 : (SEVERITY[String(line.outcome)] ?? 6)
  const name = String(line.action)
    .replace(/[^!-~]/g, '')
    .slice(0, 32)
  const data = `[countersign@32473 id=${quoted(line.id)} seq=${quoted(line.seq)} leaf=${quoted(leaf)} outcome=${quoted(line.outcome)}]`
  const head = `<${FACILITY_AUDIT * 8 + severity}>1 ${String(line.occurredAt)} countersign countersign - ${name || '-'} ${data} `
  const message = Buffer.from(`${head}\uFEFF${JSON.stringify(line)}`)
  return Buffer.concat([Buffer.from(`${message.length} `), message])
}

/**
 * One connection a delivery. TCP tells that the other machine took the bytes, not that they were read; but a peer that
 * closes before we do has not waited for them, so it is watched for a moment before our own end.
 */
export async function sendSyslog(sink: Sink, { events }: Delivery): Promise<void> {
  const { host = '', port = 0, isTls = false } = sink.place
  const { address } = await resolveHost(host, true)
  const options = { host: address, port, timeout: TIMEOUT_MS, allowHalfOpen: true }
  const socket: Socket = isTls ? connectTls({ ...options, servername: host }) : connect(options)
  const signal = AbortSignal.timeout(TIMEOUT_MS)
  const stop = () => socket.destroy(new DeliveryFailed('timeout'))
  signal.addEventListener('abort', stop)
  const closed = once(socket, 'close')
  const left = new Promise<never>((_resolve, reject) => {
    socket.once('end', () => reject(new DeliveryFailed('closed')))
    closed.then(() => reject(new DeliveryFailed('closed')), reject)
  })
  left.catch(() => undefined)
  socket.on('error', () => undefined)
  socket.resume()
  try {
    await Promise.race([once(socket, isTls ? 'secureConnect' : 'connect'), left])
    const taken = new Promise((resolve) => socket.write(Buffer.concat(events.map(toSyslog)), resolve))
    await Promise.race([taken.then(() => setTimeout(WATCH_MS)), left])
    socket.end()
    await closed
  } catch (error) {
    throw error instanceof DeliveryFailed ? error : new DeliveryFailed(codeOf(error))
  } finally {
    signal.removeEventListener('abort', stop)
    socket.destroy()
  }
}
