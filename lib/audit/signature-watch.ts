import 'server-only'
import { type Head, headText, isSigned } from '@/lib/audit/signing'

export type SignedHead = { head: Head; signature: Buffer; firstLeaf: number }

const MOST_WAITING = 256

/**
 * Checks signatures of heads that follow each other. A head carries the hash of the one before, so one good signature
 * speaks for all before it: only every 256th is checked, the last under each key, and the last of all. When one is wrong,
 * each since the last good one is looked at, so that the first is named.
 */
export class SignatureWatch {
  readonly #keys: ReadonlyMap<string, Buffer>
  #waiting: SignedHead[] = []

  constructor(keys: ReadonlyMap<string, Buffer>) {
    this.#keys = keys
  }

  knows = (keyId: string): boolean => this.#keys.has(keyId)

  /** Takes the next head, already known to follow the one before. Gives the first unsigned one, if that shows now. */
  add(next: SignedHead): SignedHead | null {
    const last = this.#waiting.at(-1)
    const isDue = last !== undefined && (last.head.keyId !== next.head.keyId || this.#waiting.length >= MOST_WAITING)
    const wrong = isDue ? this.settle() : null
    this.#waiting.push(next)
    return wrong
  }

  /** Checks what is waiting. */
  settle(): SignedHead | null {
    const waiting = this.#waiting
    this.#waiting = []
    const last = waiting.at(-1)
    if (!last || this.isGood(last)) return null
    return waiting.find((head) => !this.isGood(head)) ?? last
  }

  isGood({ head, signature }: Omit<SignedHead, 'firstLeaf'>): boolean {
    const key = this.#keys.get(head.keyId)
    return key !== undefined && isSigned(key, headText(head), signature)
  }
}
