/** Token buckets by key: `perSecond` calls a second, with a burst of the same size. */
export class Buckets {
  private readonly buckets = new Map<string, { level: number; at: number }>()

  take(key: string, perSecond: number): boolean {
    if (perSecond <= 0) return true
    const now = Date.now()
    const bucket = this.buckets.get(key) ?? { level: perSecond, at: now }
    const burst = Math.max(1, perSecond)
    const level = Math.min(burst, bucket.level + ((now - bucket.at) / 1000) * perSecond)
    const allowed = level >= 1
    this.buckets.set(key, { level: allowed ? level - 1 : level, at: now })
    return allowed
  }

  clear(): void {
    this.buckets.clear()
  }
}

/** Polyv's rule for a whole address: so many calls in ten seconds, or it is blocked for a while. */
export class HostLimit {
  private readonly hosts = new Map<string, { since: number; calls: number; blockedUntil: number }>()

  allows(address: string, callsPer10Seconds: number, blockSeconds: number): boolean {
    if (callsPer10Seconds <= 0) return true
    const now = Date.now()
    const host = this.hosts.get(address) ?? { since: now, calls: 0, blockedUntil: 0 }
    if (now - host.since >= 10_000) {
      host.since = now
      host.calls = 0
    }
    host.calls += 1
    if (host.calls > callsPer10Seconds) host.blockedUntil = Math.max(host.blockedUntil, now + blockSeconds * 1000)
    this.hosts.set(address, host)
    return host.blockedUntil <= now
  }

  clear(): void {
    this.hosts.clear()
  }
}
