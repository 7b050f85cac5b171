import 'server-only'
import { inspect } from 'node:util'

const MASK = '[secret]'

/** A value that must not be printed. Every way of turning it into text yields a mask; only `reveal()` gives the value. */
export class Secret {
  readonly #value: string

  constructor(value: string) {
    this.#value = value
  }

  reveal(): string {
    return this.#value
  }

  toString(): string {
    return MASK
  }

  toJSON(): string {
    return MASK
  }

  [inspect.custom](): string {
    return MASK
  }
}
