/** In code points; the others in members or rows. */
export const whitelistLimits = {
  code: 50,
  name: 50,
  reason: 200,
  perPage: 100,
  removedAtOnce: 1_500,
  revealedAtOnce: 1_000,
} as const

export const whitelistRanks = [1, 2] as const
export type WhitelistRank = (typeof whitelistRanks)[number]

/** One member as a browser may hold it: the code masked, `handle` opening it again on the server only. */
export type WhitelistRow = {
  /** Fingerprint of the code: the same member has the same key on every reading. */
  key: string
  handle: string
  code: string
  name: string
}
/** `total` comes with the first page. */
export type WhitelistPageView = { page: number; total: number | null; rows: WhitelistRow[] }

/** What a person gets to see of a door beside its list. */
export type WhitelistDoor = { isOn: boolean; isPhone: boolean; isFollowing: boolean }

export const revealScopes = ['one', 'selection', 'page'] as const
export type RevealScope = (typeof revealScopes)[number]
