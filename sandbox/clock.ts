import type { Switches } from './switches.ts'

export type Upstream = 'wechat' | 'polyv'

/** The sandbox's idea of now: the machine's clock, one offset for both upstreams, and a skew for each. */
export class Clock {
  offsetMs = 0
  private readonly switches: Switches

  constructor(switches: Switches) {
    this.switches = switches
  }

  now(upstream: Upstream): number {
    const skewMs = this.switches.number(upstream === 'wechat' ? 'wechatClockSkewMs' : 'polyvClockSkewMs')
    return Date.now() + this.offsetMs + skewMs
  }

  /** What the Date header says, which may be wrong by itself. */
  told(upstream: Upstream): number {
    return this.now(upstream) + (upstream === 'polyv' ? this.switches.number('polyvDateErrorMs') : 0)
  }
}
