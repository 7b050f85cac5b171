import type { BlockCause } from './schema'

/** What a revocation or replacement would do to one grant. */
export type RightsCell = {
  dramaId: string
  dramaName: string
  /** Seconds since 1970, 0 permanent; null when it is held no more. */
  held: number | null
  effect: RightsEffect
  /** Why it must not be touched; only with `blocked`. */
  cause?: RightsBlock
}

export type RightsBlock = BlockCause | 'expiry_floor' | 'category_missing'

/**
 * - `loses`: playable now, not afterwards.
 * - `covered`: stays playable through an account-level grant.
 * - `lapsed`: had ended already; nothing changes for viewers.
 * - `not_held`: the upstream holds no such grant; nothing is sent.
 * - `blocked`: must not be touched; nothing is sent.
 * - `same`: is as wanted already; nothing is sent.
 */
export const rightsEffects = ['loses', 'covered', 'lapsed', 'same', 'not_held', 'blocked'] as const
export type RightsEffect = (typeof rightsEffects)[number]

export const isSent = (effect: RightsEffect): boolean =>
  effect === 'loses' || effect === 'covered' || effect === 'lapsed'

export type RightsLicensee = {
  appid: string
  name: string
  /** Until when it holds the whole account, in seconds (0 permanent); null when it does not. */
  account: number | null
  cells: RightsCell[]
}

/** A dry run. Nothing was written to make it. */
export type RightsPlan = {
  licensees: RightsLicensee[]
  counts: Record<RightsEffect, number>
  dramas: number
  toSend: number
  calls: number
  reads: number
  predictedMs: number
  plannedAt: string
  planKey: string
}

/** From here on the count must be typed before anything is revoked. */
export const TYPED_FROM = 10
