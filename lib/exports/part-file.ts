import 'server-only'
import { createHash } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'

const BLOCK_BYTES = 512 * 1024

/** A file written from its start to its end, hashed on the way. Memory holds one block of it. */
export class PartFile {
  bytes = 0
  readonly #handle: FileHandle
  readonly #goOn: () => void
  readonly #hash = createHash('sha256')
  #block = Buffer.alloc(BLOCK_BYTES)
  #used = 0
  #isClosed = false

  private constructor(handle: FileHandle, goOn: () => void) {
    this.#handle = handle
    this.#goOn = goOn
  }

  /** @param goOn throws when nothing more may be written */
  static async create(file: string, goOn: () => void): Promise<PartFile> {
    goOn()
    return new PartFile(await open(file, 'w', 0o600), goOn)
  }

  /** True when `flush` should be waited for before more is put. */
  get isFull(): boolean {
    return this.#used > BLOCK_BYTES / 2
  }

  /** Puts a text; what it returns are its bytes, good until the next `put` or `flush`. */
  put(text: string): Buffer {
    this.#ensure(text.length * 3)
    const count = this.#block.write(text, this.#used)
    this.#used += count
    return this.#block.subarray(this.#used - count, this.#used)
  }

  /** Room for some bytes that the caller fills at once. */
  room(count: number): Buffer {
    this.#ensure(count)
    this.#used += count
    return this.#block.subarray(this.#used - count, this.#used)
  }

  async flush(): Promise<void> {
    if (this.#used === 0) return
    this.#goOn()
    const block = this.#block.subarray(0, this.#used)
    this.#used = 0
    this.#hash.update(block)
    this.bytes += block.byteLength
    await this.#handle.writeFile(block)
  }

  async write(text: string): Promise<void> {
    this.put(text)
    if (this.isFull) await this.flush()
  }

  async writeBytes(bytes: Uint8Array): Promise<void> {
    this.room(bytes.byteLength).set(bytes)
    if (this.isFull) await this.flush()
  }

  /** Lets everything reach the disk and closes it. @returns its SHA-256 in hex. */
  async finish(): Promise<string> {
    await this.flush()
    await this.#handle.sync()
    await this.abandon()
    return this.#hash.digest('hex')
  }

  async abandon(): Promise<void> {
    if (this.#isClosed) return
    this.#isClosed = true
    await this.#handle.close()
  }

  #ensure(count: number): void {
    if (this.#used + count <= this.#block.byteLength) return
    const larger = Buffer.alloc(Math.max(this.#block.byteLength * 2, this.#used + count))
    this.#block.copy(larger, 0, 0, this.#used)
    this.#block = larger
  }
}
