/** Work under way, for the mark in the top bar. */
export type RunningWork = {
  operations: number
  /** The one receipt, when it is one. */
  number: number | null
  toSend: number
  settled: number
}
