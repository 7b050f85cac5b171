export const contractStates = ['ended', 'month', 'quarter', 'later', 'none'] as const
/** Ended · ends within 30 days · within 90 · later · no end known. */
export type ContractState = (typeof contractStates)[number]

export const licenseeSorts = ['name', 'contract', 'updated'] as const
export type LicenseeSort = (typeof licenseeSorts)[number]

/** One row of the address book as the list and its export show it. Instants are ISO strings. */
export type LicenseeLine = {
  appid: string
  name: string
  subject: string | null
  contact: string | null
  contractNo: string | null
  /** `2027-03-31` */
  contractEndsOn: string | null
  tags: string[]
  notes: string | null
  lastRefusalCode: string | null
  lastRefusalAt: string | null
  archivedAt: string | null
  updatedAt: string
  /** Drama-level grants held from any account, as last read. */
  grantCount: number
  /** Accounts whose every drama it may play. */
  accountGrantCount: number
  /** When the first of its grants that still runs ends; null with none that ends. */
  nextExpiryAt: string | null
  /** Grants that differ from what we know, missing ones included. */
  driftCount: number
}
