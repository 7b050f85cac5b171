import { createServer, type IncomingMessage, type Server } from 'node:http'
import { patchPolyv, patchWechat, showPolyv, showWechat } from './control-state.ts'
import { type JournalFilter, parseJournalBody } from './journal.ts'
import { reseed } from './seed/seed.ts'
import type { World } from './world.ts'

type Answer = { status: number; data: unknown }
type Input = Record<string, unknown>

const done = (data: unknown): Answer => ({ status: 200, data })
const refused = (message: string): Answer => ({ status: 400, data: { error: message } })
const orRefused = (refusal: string | null, data: () => unknown): Answer => (refusal ? refused(refusal) : done(data()))

/** The control port: journal, state, switches and faults as JSON. Loopback only, no sign-in. */
export function createControlServer(world: World): Server {
  return createServer((request, response) => {
    const send = ({ status, data }: Answer): void => {
      const body = JSON.stringify(data)
      response.writeHead(status, {
        'Content-Type': 'application/json; charset=utf-8',
        'Content-Length': Buffer.byteLength(body),
      })
      response.end(body)
    }
    answer(world, request).then(send, (error: unknown) => {
      send({ status: 500, data: { error: error instanceof Error ? error.message : String(error) } })
    })
  })
}

async function answer(world: World, request: IncomingMessage): Promise<Answer> {
  const url = new URL(request.url ?? '/', 'http://sandbox')
  const input = await readInput(request)
  if (input === null) return refused('the body must be a JSON object')
  const { journal, switches, faults, clock } = world
  switch (`${request.method} ${url.pathname}`) {
    case 'GET /health':
      return done({ ok: true, seq: journal.lastSeq(), now: new Date().toISOString() })
    case 'GET /journal':
      return done({ entries: showEntries(world, readFilter(url)), lastSeq: journal.lastSeq() })
    case 'GET /journal/wait':
      return await waitForEntry(world, url)
    case 'DELETE /journal':
      journal.clear()
      return done({ lastSeq: journal.lastSeq() })
    case 'GET /state/wechat':
      return showWechat(world, url.searchParams.get('appid'))
    case 'GET /state/polyv':
      return showPolyv(world, url.searchParams.get('userId'))
    case 'PATCH /state/wechat':
      return orRefused(patchWechat(world, input), () => ({ ok: true }))
    case 'PATCH /state/polyv':
      return orRefused(patchPolyv(world, input), () => ({ ok: true }))
    case 'GET /switches':
      return done(switches.all())
    case 'PUT /switches':
      return orRefused(world.setSwitches(input), () => switches.all())
    case 'DELETE /switches':
      switches.reset()
      return orRefused(world.setSwitches({}), () => switches.all())
    case 'GET /faults':
      return done({ faults: faults.list() })
    case 'POST /faults': {
      const fault = faults.add(input)
      return typeof fault === 'string' ? refused(fault) : { status: 201, data: fault }
    }
    case 'DELETE /faults':
      faults.clear()
      return done({ released: faults.release() })
    case 'POST /faults/release':
      return done({ released: faults.release() })
    case 'POST /clock':
      if (typeof input.offsetMs !== 'number') return refused('offsetMs must be a number')
      clock.offsetMs = input.offsetMs
      return done({ offsetMs: clock.offsetMs })
    case 'POST /reset':
      return resetAll(world, input)
    default:
      return { status: 404, data: { error: 'no such route' } }
  }
}

/** Fresh state, default switches, no faults; the journal keeps counting. */
function resetAll(world: World, input: Input): Answer {
  const seed = input.seed ?? 'demo'
  if (seed !== 'demo' && seed !== 'empty') return refused('seed must be demo or empty')
  world.resetBehaviour()
  reseed(world, seed, { keepTokens: input.keepCredentials === true })
  world.journal.clear()
  return done({ ok: true, seed })
}

async function waitForEntry(world: World, url: URL): Promise<Answer> {
  const timeoutMs = Math.min(Number(url.searchParams.get('timeoutMs') ?? 10_000), 120_000)
  const entry = await world.journal.wait(readFilter(url), timeoutMs)
  return done({ entry: entry ? { ...entry, parsed: parseJournalBody(entry.body) } : null })
}

function showEntries(world: World, filter: JournalFilter): unknown[] {
  return world.journal.list(filter).map((entry) => ({ ...entry, parsed: parseJournalBody(entry.body) }))
}

function readFilter(url: URL): JournalFilter {
  return {
    since: Number(url.searchParams.get('since') ?? 0),
    upstream: url.searchParams.get('upstream') ?? undefined,
    path: url.searchParams.get('path') ?? undefined,
    limit: Number(url.searchParams.get('limit') ?? Number.MAX_SAFE_INTEGER),
  }
}

async function readInput(request: IncomingMessage): Promise<Input | null> {
  const chunks: Buffer[] = []
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
  if (chunks.length === 0) return {}
  const parsed: unknown = parseJournalBody(Buffer.concat(chunks).toString('utf8'))
  return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? (parsed as Input) : null
}
