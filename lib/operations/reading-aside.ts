import 'server-only'

/**
 * One read-back that goes on beside the sending of an operation, so that the next call need not wait until what was read is
 * written down. What it fails with is thrown where the operation is driven.
 */
export class ReadingAside {
  #groupPosition: number | null = null
  #running: Promise<void> | null = null
  #failed: { error: unknown } | null = null

  /** Position of the group being read; null when none is. */
  get groupPosition(): number | null {
    return this.#groupPosition
  }

  start(groupPosition: number, work: Promise<void>): void {
    this.#groupPosition = groupPosition
    this.#running = work
      .catch((error: unknown) => {
        this.#failed = { error }
      })
      .finally(() => {
        this.#groupPosition = null
        this.#running = null
      })
  }

  /** Waits for it. @returns whether there was anything to wait for. @throws what it failed with */
  async end(): Promise<boolean> {
    const running = this.#running
    await running
    this.check()
    return running !== null
  }

  /** @throws what it failed with */
  check(): void {
    const failed = this.#failed
    this.#failed = null
    if (failed) throw failed.error
  }
}
