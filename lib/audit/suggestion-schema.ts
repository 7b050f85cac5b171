/** Text that takes the place of the piece being typed. */
export type Suggestion = {
  insert: string
  label: string
  note: string
  /** Nothing more has to be typed for it. */
  isWhole: boolean
}
