import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** One key set or, with null, removed. */
export type Change = readonly [collection: string, key: string, value: unknown]

type Past = { at: number; collection: string; key: string; before: unknown }

const rowsPerLine = 500

/**
 * Named maps kept in memory and in one append-only file. A commit is one line, appended before the
 * caller may answer, so a killed process loses either the whole commit or none of it.
 */
export class Store {
  /** How far back readers may look; 0 keeps no past. */
  historyMs = 0
  private readonly file: string | null
  private collections = new Map<string, Map<string, unknown>>()
  private lists = new Map<string, unknown[]>()
  private past: Past[] = []

  constructor(directory: string | null) {
    this.file = directory === null ? null : join(directory, 'state.ndjson')
    if (directory !== null) mkdirSync(directory, { recursive: true, mode: 0o700 })
    this.load()
  }

  get<T>(collection: string, key: string): T | undefined {
    return this.collections.get(collection)?.get(key) as T | undefined
  }

  values<T>(collection: string): readonly T[] {
    const known = this.lists.get(collection)
    if (known) return known as T[]
    const list = [...(this.collections.get(collection)?.values() ?? [])]
    this.lists.set(collection, list)
    return list as T[]
  }

  changesFor(collection: string): Change[] {
    return [...(this.collections.get(collection) ?? [])].map(([key, value]) => [collection, key, value])
  }

  collectionsNamed(prefix: string): string[] {
    return [...this.collections.keys()].filter((name) => name.startsWith(prefix))
  }

  getAsOf<T>(collection: string, key: string, at: number): T | undefined {
    const change = this.past.find((past) => past.at > at && past.collection === collection && past.key === key)
    return change ? (change.before as T | undefined) : this.get<T>(collection, key)
  }

  valuesAsOf<T>(collection: string, at: number): readonly T[] {
    const changed = this.past.filter((past) => past.at > at && past.collection === collection)
    if (changed.length === 0) return this.values<T>(collection)
    const then = new Map(this.collections.get(collection))
    for (const past of changed.reverse()) {
      if (past.before === undefined) then.delete(past.key)
      else then.set(past.key, past.before)
    }
    return [...then.values()] as T[]
  }

  commit(changes: readonly Change[]): void {
    if (changes.length === 0) return
    this.append(changes)
    for (const change of changes) {
      this.remember(change)
      this.apply(change)
    }
  }

  /** Replaces everything, in one rename. */
  replaceAll(changes: readonly Change[]): void {
    this.collections.clear()
    this.lists.clear()
    this.past = []
    for (const change of changes) this.apply(change)
    this.compact()
  }

  private apply([collection, key, value]: Change): void {
    let map = this.collections.get(collection)
    if (!map) {
      map = new Map()
      this.collections.set(collection, map)
    }
    if (value === null) map.delete(key)
    else map.set(key, value)
    this.lists.delete(collection)
  }

  private remember([collection, key]: Change): void {
    if (this.historyMs <= 0) return
    const now = Date.now()
    if ((this.past[0]?.at ?? now) < now - this.historyMs * 2) {
      this.past = this.past.filter((past) => past.at >= now - this.historyMs)
    }
    this.past.push({ at: now, collection, key, before: this.get(collection, key) })
  }

  private append(changes: readonly Change[]): void {
    if (this.file === null) return
    // Led by a line end, so that a line a full disk cut short cannot swallow this one.
    appendFileSync(this.file, `\n${JSON.stringify(changes)}\n`)
  }

  private load(): void {
    if (this.file === null || !existsSync(this.file)) return
    for (const line of readFileSync(this.file, 'utf8').split('\n')) {
      const changes = parseLine(line)
      for (const change of changes) this.apply(change)
    }
    this.compact()
  }

  private compact(): void {
    if (this.file === null) return
    const lines: string[] = []
    for (const [collection, map] of this.collections) {
      const rows = [...map].map(([key, value]) => [collection, key, value])
      for (let start = 0; start < rows.length; start += rowsPerLine) {
        lines.push(JSON.stringify(rows.slice(start, start + rowsPerLine)))
      }
    }
    const next = `${this.file}.next`
    writeFileSync(next, lines.length > 0 ? `${lines.join('\n')}\n` : '', { mode: 0o600 })
    renameSync(next, this.file)
  }
}

/** A line torn by a kill was never answered for, so it is dropped. */
function parseLine(line: string): Change[] {
  if (line === '') return []
  try {
    return JSON.parse(line) as Change[]
  } catch {
    return []
  }
}
