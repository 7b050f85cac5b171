import type { Fault } from '@/sandbox/faults'
import type { JournalEntry } from '@/sandbox/journal'

export type JournalView = JournalEntry & { parsed?: unknown }

export type WechatState = {
  appid: string
  dramas: { drama_id: string; name: string; status: number; audit_detail?: { status: number } }[]
  grants: {
    drama_id: string
    authorized_appid: string
    authorized_time: number
    authz_expire_time: number
    writes: number
  }[]
  appGrants: { authorized_appid: string; authz_expire_time: number }[]
  licensees: { appid: string; name: string; hasCategory: boolean }[]
}

export type PolyvState = {
  channels: {
    channelId: string
    name: string
    followsGlobal: 'Y' | 'N'
    ranks: Record<'1' | '2', Record<string, unknown>>
    writes: number
  }[]
  global: { ranks: Record<'1' | '2', Record<string, unknown>>; writes: number }
  whitelists: Record<string, unknown>
}

/** What tests may ask of the sandbox: what came over the wire, what is stored, what should go wrong. */
export class SandboxControl {
  readonly #base: string

  constructor(port: number) {
    this.#base = `http://127.0.0.1:${port}`
  }

  wechat = (appid?: string): Promise<WechatState> => this.#call('GET', `/state/wechat${appid ? `?appid=${appid}` : ''}`)
  polyv = (userId?: string): Promise<PolyvState> =>
    this.#call('GET', `/state/polyv${userId ? `?userId=${userId}` : ''}`)
  changeWechat = (change: Record<string, unknown>): Promise<unknown> => this.#call('PATCH', '/state/wechat', change)
  changePolyv = (change: Record<string, unknown>): Promise<unknown> => this.#call('PATCH', '/state/polyv', change)
  switches = (values: Record<string, unknown>): Promise<unknown> => this.#call('PUT', '/switches', values)
  fault = (fault: Partial<Fault> & { kind: Fault['kind']; path: string }): Promise<Fault> =>
    this.#call('POST', '/faults', fault)
  clearFaults = (): Promise<unknown> => this.#call('DELETE', '/faults')
  reset = (seed: 'demo' | 'empty' = 'demo'): Promise<unknown> => this.#call('POST', '/reset', { seed })

  async lastSeq(): Promise<number> {
    return (await this.#call<{ seq: number }>('GET', '/health')).seq
  }

  async journal(filter: { since?: number; path?: string; upstream?: 'wechat' | 'polyv' } = {}): Promise<JournalView[]> {
    const { entries } = await this.#call<{ entries: JournalView[] }>('GET', `/journal?${queryOf(filter)}`)
    return entries
  }

  /** Resolves when a request has been received, answered or not. */
  async received(filter: { since: number; path: string; timeoutMs?: number }): Promise<JournalView> {
    const { entry } = await this.#call<{ entry: JournalView | null }>(
      'GET',
      `/journal/wait?${queryOf({ timeoutMs: 20_000, ...filter })}`,
    )
    if (!entry) throw new Error(`nothing arrived at ${filter.path}`)
    return entry
  }

  async #call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await fetch(this.#base + path, {
      method,
      ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    })
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
    return (await response.json()) as T
  }
}

const queryOf = (filter: Record<string, unknown>): string =>
  new URLSearchParams(
    Object.entries(filter).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]])),
  ).toString()
