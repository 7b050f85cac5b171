import { createHash } from 'node:crypto'
import { isSafeNumber, parse } from 'lossless-json'
import type { Upstream } from './clock.ts'

export type JournalEntry = {
  seq: number
  at: string
  upstream: Upstream
  method: string
  path: string
  query: Record<string, string>
  rawTarget: string
  headers: Record<string, string>
  body: string
  response: { status: number; body: string } | null
  applied: boolean
  appliedItems: unknown[]
  fault: string | null
  ms: number | null
}

export type JournalFilter = { since: number; upstream?: string; path?: string; limit: number }

const maxBodyLength = 64 * 1024
const maxTotalLength = 6 * 1024 * 1024
const secretParams = new Set(['access_token', 'sign', 'secret'])

export class Journal {
  private entries: JournalEntry[] = []
  private seq = 0
  private totalLength = 0
  private firstFullResponse = 0
  private waiters = new Set<(entry: JournalEntry) => void>()
  private readonly capacity: number

  constructor(capacity: number) {
    this.capacity = capacity
  }

  receive(input: Omit<JournalEntry, 'seq' | 'response' | 'applied' | 'appliedItems' | 'fault' | 'ms'>): JournalEntry {
    this.seq += 1
    const body = redactBody(clip(input.body))
    const entry: JournalEntry = {
      ...input,
      body,
      seq: this.seq,
      response: null,
      applied: false,
      appliedItems: [],
      fault: null,
      ms: null,
    }
    this.entries.push(entry)
    this.totalLength += body.length
    this.trim()
    for (const waiter of [...this.waiters]) waiter(entry)
    return entry
  }

  answer(entry: JournalEntry, status: number, body: string): void {
    const kept = redactBody(clip(body))
    entry.response = { status, body: kept }
    this.totalLength += kept.length
    this.trim()
  }

  list(filter: JournalFilter): JournalEntry[] {
    const found: JournalEntry[] = []
    for (const entry of this.entries) {
      if (found.length >= filter.limit) break
      if (matches(entry, filter)) found.push(entry)
    }
    return found
  }

  lastSeq(): number {
    return this.seq
  }

  async wait(filter: JournalFilter, timeoutMs: number): Promise<JournalEntry | null> {
    const found = this.list({ ...filter, limit: 1 })[0]
    if (found) return found
    return await new Promise((resolve) => {
      const finish = (entry: JournalEntry | null): void => {
        clearTimeout(timer)
        this.waiters.delete(waiter)
        resolve(entry)
      }
      const waiter = (entry: JournalEntry): void => {
        if (matches(entry, filter)) finish(entry)
      }
      const timer = setTimeout(() => finish(null), timeoutMs)
      timer.unref()
      this.waiters.add(waiter)
    })
  }

  clear(): void {
    this.entries = []
    this.totalLength = 0
    this.firstFullResponse = 0
  }

  /** Over budget, the oldest reply texts go first: what was asked and applied matters longer. */
  private trim(): void {
    while (this.totalLength > maxTotalLength && this.firstFullResponse < this.entries.length) {
      const entry = this.entries[this.firstFullResponse]
      if (entry?.response) {
        this.totalLength -= entry.response.body.length
        entry.response = { status: entry.response.status, body: '' }
      }
      this.firstFullResponse += 1
    }
    if (this.entries.length > this.capacity * 1.1) {
      const dropped = this.entries.splice(0, this.entries.length - this.capacity)
      for (const entry of dropped) this.totalLength -= entry.body.length + (entry.response?.body.length ?? 0)
      this.firstFullResponse = Math.max(0, this.firstFullResponse - dropped.length)
    }
  }
}

function matches(entry: JournalEntry, filter: JournalFilter): boolean {
  if (entry.seq <= filter.since) return false
  if (filter.upstream && entry.upstream !== filter.upstream) return false
  return !filter.path || entry.path.includes(filter.path)
}

export function fingerprint(value: string): string {
  return `fp:${createHash('sha256').update(value).digest('hex').slice(0, 10)}`
}

export function redactQuery(query: URLSearchParams): Record<string, string> {
  return Object.fromEntries(
    [...query].map(([name, value]) => [name, secretParams.has(name) ? fingerprint(value) : value]),
  )
}

export function redactTarget(target: string): string {
  return target.replace(
    /([?&](?:access_token|sign|secret)=)([^&]*)/g,
    (_, name: string, value: string) => name + fingerprint(value),
  )
}

function redactBody(body: string): string {
  return body.replace(
    /("(?:secret|appsecret|access_token)"\s*:\s*")([^"]*)(")/g,
    (_, name: string, value: string, end: string) => name + fingerprint(value) + end,
  )
}

/** Copied, because a slice would keep the whole text it came from alive. */
function clip(body: string): string {
  if (body.length <= maxBodyLength) return body
  return Buffer.from(body.slice(0, maxBodyLength), 'utf16le').toString('utf16le')
}

/** The body as data, with integers JavaScript cannot hold given as strings. */
export function parseJournalBody(body: string): unknown {
  try {
    return parse(body, null, (token) => (isSafeNumber(token) ? Number(token) : token))
  } catch {
    return undefined
  }
}
