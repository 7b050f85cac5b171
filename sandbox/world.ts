import { Clock } from './clock.ts'
import type { Credentials } from './credentials.ts'
import { Faults } from './faults.ts'
import { Journal } from './journal.ts'
import { Store } from './storage.ts'
import { Switches } from './switches.ts'

/** Everything the three servers share. */
export class World {
  readonly switches = new Switches()
  readonly clock = new Clock(this.switches)
  readonly faults = new Faults()
  readonly journal: Journal
  readonly store: Store
  readonly credentials: Credentials
  private readonly resetListeners: (() => void)[] = []
  private readonly timers = new Set<NodeJS.Timeout>()

  constructor(options: { credentials: Credentials; stateDirectory: string | null; journalCapacity: number }) {
    this.credentials = options.credentials
    this.journal = new Journal(options.journalCapacity)
    this.store = new Store(options.stateDirectory)
  }

  /** Counters kept outside the store start again with a reset. */
  onReset(listener: () => void): void {
    this.resetListeners.push(listener)
  }

  /** Default switches, no faults, the machine's clock. The store is the caller's. */
  resetBehaviour(): void {
    this.faults.clear()
    this.faults.release()
    this.switches.reset()
    this.setSwitches({})
    this.clock.offsetMs = 0
    this.cancelLater()
    for (const listener of this.resetListeners) listener()
  }

  later(ms: number, work: () => void): void {
    const timer = setTimeout(() => {
      this.timers.delete(timer)
      work()
    }, ms)
    this.timers.add(timer)
  }

  /** Takes switch values in, and keeps as much past as the replica lags look back on. */
  setSwitches(input: Record<string, unknown>): string | null {
    const refusal = this.switches.set(input)
    this.store.historyMs = Math.max(
      this.switches.number('wechatReplicaLagMs'),
      this.switches.number('polyvReplicaLagMs'),
    )
    return refusal
  }

  cancelLater(): void {
    for (const timer of this.timers) clearTimeout(timer)
    this.timers.clear()
  }

  stop(): void {
    this.cancelLater()
    this.faults.release()
  }
}
