import type { Upstream } from './clock.ts'

const faultKinds = [
  'errcode',
  'http',
  'hang',
  'apply_then_hang',
  'apply_then_reset',
  'reset_before_apply',
  'apply_late',
  'cut_body',
  'slow',
  'bad_json',
  'drop_items',
  'extra_item',
  'fail_items',
  'expire_token',
  'invalidate_token',
  'silent_noop',
  'write_global',
] as const

type FaultKind = (typeof faultKinds)[number]

export type Fault = {
  id: number
  upstream: Upstream | null
  path: string
  kind: FaultKind
  /** How often it still strikes; null strikes until removed. */
  times: number | null
  /** Matching calls it lets pass first. */
  after: number
  bodyIncludes?: string
  queryIncludes?: string
  code?: number | string
  message?: string
  status?: number
  body?: string
  contentType?: string
  ms?: number
  delayMs?: number
  /** errcode and http: carry the call out before answering so. */
  apply?: boolean
  /** apply_late: what the caller sees meanwhile. */
  meanwhile?: 'hang' | 'reset'
  ids?: string[]
  dramaId?: string
  items?: { id: string; code: number; message?: string }[]
  /** cut_body: bytes sent before the socket is destroyed; half the body when absent. */
  bytes?: number
}

type FaultTarget = { upstream: Upstream; path: string; search: string; body: string }

export class Faults {
  private faults: Fault[] = []
  private nextId = 1
  private held = new Set<() => void>()

  list(): Fault[] {
    return this.faults
  }

  /** Returns the sentence that refuses, or the fault. */
  add(input: Record<string, unknown>): Fault | string {
    const kind = faultKinds.find((known) => known === input.kind)
    if (!kind) return `kind must be one of ${faultKinds.join(', ')}`
    const upstream = input.upstream ?? null
    if (upstream !== null && upstream !== 'wechat' && upstream !== 'polyv') return 'upstream must be wechat or polyv'
    const fault: Fault = {
      ...(input as Partial<Fault>),
      id: this.nextId,
      kind,
      upstream,
      path: typeof input.path === 'string' ? input.path : '',
      times: input.times === null ? null : Number(input.times ?? 1),
      after: Number(input.after ?? 0),
    }
    if (fault.times !== null && !(fault.times >= 1)) return 'times must be a number from 1, or null'
    if (!(fault.after >= 0)) return 'after must be a number from 0'
    this.nextId += 1
    this.faults.push(fault)
    return fault
  }

  clear(): void {
    this.faults = []
  }

  /** The first fault that matches, counted down. */
  take(target: FaultTarget): Fault | null {
    for (const fault of this.faults) {
      if (!strikes(fault, target)) continue
      if (fault.after > 0) {
        fault.after -= 1
        continue
      }
      if (fault.times !== null) {
        fault.times -= 1
        if (fault.times <= 0) this.faults = this.faults.filter((other) => other !== fault)
      }
      return fault
    }
    return null
  }

  /** Waits for the time, or for release; resolves true when released. */
  async hold(ms: number | undefined): Promise<boolean> {
    return await new Promise((resolve) => {
      const release = (released: boolean): void => {
        clearTimeout(timer)
        this.held.delete(freed)
        resolve(released)
      }
      const freed = (): void => release(true)
      const timer = ms === undefined ? undefined : setTimeout(() => release(false), ms)
      this.held.add(freed)
    })
  }

  release(): number {
    const freed = [...this.held]
    for (const free of freed) free()
    return freed.length
  }
}

function strikes(fault: Fault, target: FaultTarget): boolean {
  if (fault.upstream !== null && fault.upstream !== target.upstream) return false
  if (!target.path.includes(fault.path)) return false
  if (fault.bodyIncludes !== undefined && !target.body.includes(fault.bodyIncludes)) return false
  return fault.queryIncludes === undefined || target.search.includes(fault.queryIncludes)
}
