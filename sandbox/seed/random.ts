export type Random = {
  /** From 0 up to but not including `below`. */
  integer(below: number): number
  pick<T>(list: readonly [T, ...T[]]): T
}

/** The same numbers on every run (mulberry32). */
export function createRandom(seed: number): Random {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const integer = (below: number): number => Math.floor(next() * below)
  return {
    integer,
    pick: (list) => list[integer(list.length)] ?? list[0],
  }
}

/** Every element in turn, so that small seeds still show all of them. */
export function cycle<T>(list: readonly [T, ...T[]], index: number): T {
  return list[index % list.length] ?? list[0]
}

export const daySeconds = 86_400
