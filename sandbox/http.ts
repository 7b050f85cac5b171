import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Upstream } from './clock.ts'
import type { Fault } from './faults.ts'
import { answerWithFault } from './inject.ts'
import { redactQuery, redactTarget } from './journal.ts'
import type { Change } from './storage.ts'
import type { World } from './world.ts'

export type Reply = {
  status: number
  body: string | Buffer
  contentType?: string
  headers?: Readonly<Record<string, string>>
}

/** One received request as a handler sees it. Handlers are synchronous: a call is applied whole or not at all. */
export type Call = {
  method: string
  path: string
  query: URLSearchParams
  body: Buffer
  contentType: string
  remoteAddress: string
  now: number
  fault: Fault | null
  commit(changes: readonly Change[], items: readonly unknown[]): void
}

export type UpstreamService = {
  upstream: Upstream
  handle(call: Call): Reply
  fail(call: Call, code: number | string, message: string): Reply
}

const maxRequestBytes = 16 * 1024 * 1024
const keptHeaders = [
  'content-type',
  'content-encoding',
  'user-agent',
  'content-length',
  'host',
  'cookie',
  'authorization',
]

export function createUpstreamServer(world: World, service: UpstreamService): Server {
  const server = createServer((request, response) => {
    serve(world, service, request, response).catch((error: unknown) => {
      process.stderr.write(`sandbox ${service.upstream}: ${error instanceof Error ? error.stack : String(error)}\n`)
      response.destroy()
    })
  })
  server.keepAliveTimeout = 30_000
  return server
}

async function serve(
  world: World,
  service: UpstreamService,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const startedAt = performance.now()
  const target = request.url ?? '/'
  const body = await readBody(request)
  if (body === null) return
  const url = parseTarget(target)
  if (url === null) {
    response.writeHead(400).end()
    return
  }
  const { upstream } = service
  const text = body.toString('utf8')
  const entry = world.journal.receive({
    at: new Date().toISOString(),
    upstream,
    method: request.method ?? '',
    path: url.pathname,
    query: redactQuery(url.searchParams),
    rawTarget: redactTarget(target),
    headers: pickHeaders(request),
    body: text,
  })
  const fault = world.faults.take({ upstream, path: url.pathname, search: decodeSearch(url), body: text })
  entry.fault = fault?.kind ?? null
  const call: Call = {
    method: request.method ?? '',
    path: url.pathname,
    query: url.searchParams,
    body,
    contentType: (request.headers['content-type'] ?? '').toLowerCase(),
    remoteAddress: request.socket.remoteAddress ?? '',
    now: world.clock.now(upstream),
    fault,
    commit: (changes, items) => {
      if (fault?.kind === 'silent_noop') return
      world.store.commit(changes)
      entry.applied = entry.applied || changes.length > 0
      entry.appliedItems = [...entry.appliedItems, ...items]
    },
  }
  await answerWithFault(world, service, call, {
    entry,
    response,
    writeHead: (reply) => {
      entry.ms = Math.round(performance.now() - startedAt)
      response.sendDate = false
      response.statusCode = reply.status
      response.setHeader('Date', new Date(world.clock.told(upstream)).toUTCString())
      response.setHeader('Content-Type', reply.contentType ?? 'application/json; encoding=utf-8')
      for (const [name, value] of Object.entries(reply.headers ?? {})) response.setHeader(name, value)
      response.setHeader('Content-Length', Buffer.byteLength(reply.body))
    },
  })
}

/** Accepts both the origin form and the absolute form of a request target. */
function parseTarget(target: string): URL | null {
  try {
    return new URL(target, 'http://sandbox')
  } catch {
    return null
  }
}

function decodeSearch(url: URL): string {
  return [...url.searchParams].map(([name, value]) => `${name}=${value}`).join('&')
}

/** Null when the caller went away before the request was whole: then nothing was received. */
async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = []
  let length = 0
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      length += chunk.length
      if (length > maxRequestBytes) {
        request.destroy()
        return null
      }
      chunks.push(chunk)
    }
  } catch {
    return null
  }
  return Buffer.concat(chunks)
}

function pickHeaders(request: IncomingMessage): Record<string, string> {
  const picked: Record<string, string> = {}
  for (const name of keptHeaders) {
    const value = request.headers[name]
    if (value !== undefined) picked[name] = name === 'cookie' || name === 'authorization' ? '(present)' : String(value)
  }
  return picked
}

export async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      resolve()
    })
  })
  return (server.address() as AddressInfo).port
}

export async function closeServer(server: Server): Promise<void> {
  server.closeAllConnections()
  await new Promise<void>((resolve) => {
    server.close(() => resolve())
  })
}
