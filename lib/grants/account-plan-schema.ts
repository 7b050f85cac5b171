/** What granting the whole account to a licensee, or taking it back, would do. Nothing was written to make it. */
export type AccountPlan = {
  licensee: { appid: string; name: string; isListed: boolean; lastRefusalCode: string | null }
  /** Until when it holds the whole account, in seconds (0 permanent); null when it does not. */
  held: number | null
  /** Dramas of the catalogue that play today. */
  playable: number
  /** Grants of single dramas it holds besides, not ended. */
  dramaGrants: number
  /** Playable only because of the account-level grant. */
  onlyByAccount: number
  plannedAt: string
  planKey: string
}
