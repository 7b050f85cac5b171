import { z } from 'zod'
import { dramaIdPattern } from '@/lib/dramas/schema'
import { MOST_CELLS, MOST_DRAMAS, MOST_LICENSEES } from '@/lib/grants/schema'
import { appidPattern } from '@/lib/licensees/schema'

export const expiryPresets = ['floor', 'thirtyDays', 'quarterEnd', 'yearEnd', 'contractEnd'] as const
export type ExpiryPreset = (typeof expiryPresets)[number]

const BITS = 4

/** What has been put together so far; it may still be wrong or incomplete. */
export const slipContent = z
  .strictObject({
    dramaIds: z.array(z.string().regex(dramaIdPattern, 'dramaId')).max(MOST_DRAMAS, 'tooMany'),
    appids: z.array(z.string().regex(appidPattern, 'appid')).max(MOST_LICENSEES, 'tooMany'),
    /** appid → the dramas taken out there: one bit each in the order of `dramaIds`, as hexadecimal digits. */
    removed: z.record(z.string().regex(appidPattern), z.string().regex(/^[0-9a-f]*$/)),
    kind: z.enum(['date', 'permanent']),
    at: z.string().max(20),
    preset: z.enum(expiryPresets).nullable(),
    reason: z.string().max(2_000),
  })
  .refine((content) => content.dramaIds.length * content.appids.length <= MOST_CELLS, { error: 'tooManyCells' })
  .refine(isMasked, { path: ['removed'], error: 'invalid' })
export type SlipContent = z.infer<typeof slipContent>

export const emptyContent: SlipContent = {
  dramaIds: [],
  appids: [],
  removed: {},
  kind: 'date',
  at: '',
  preset: null,
  reason: '',
}

const maskLength = (dramas: number) => Math.ceil(dramas / BITS)

function isMasked({ dramaIds, appids, removed }: { dramaIds: string[]; appids: string[]; removed: object }): boolean {
  const known = new Set(appids)
  return Object.entries(removed).every(
    ([appid, mask]) => known.has(appid) && typeof mask === 'string' && mask.length === maskLength(dramaIds.length),
  )
}

/** appid → the dramas taken out there. */
export type Removed = ReadonlyMap<string, ReadonlySet<string>>

/** Leaves out what names a drama or a licensee no longer on the slip. */
export function packRemoved(dramaIds: readonly string[], appids: readonly string[], removed: Removed) {
  const packed: Record<string, string> = {}
  for (const appid of appids) {
    const gone = removed.get(appid)
    if (!gone || gone.size === 0) continue
    let mask = ''
    for (let start = 0; start < dramaIds.length; start += BITS) {
      let digit = 0
      for (let bit = 0; bit < BITS; bit += 1) if (gone.has(dramaIds[start + bit] ?? '')) digit |= 1 << bit
      mask += digit.toString(16)
    }
    if (/[^0]/.test(mask)) packed[appid] = mask
  }
  return packed
}

export function unpackRemoved({ dramaIds, removed }: Pick<SlipContent, 'dramaIds' | 'removed'>): Removed {
  const unpacked = new Map<string, ReadonlySet<string>>()
  for (const [appid, mask] of Object.entries(removed)) {
    const gone = dramaIds.filter(
      (_, index) => (Number.parseInt(mask[Math.floor(index / BITS)] ?? '0', 16) >> (index % BITS)) & 1,
    )
    unpacked.set(appid, new Set(gone))
  }
  return unpacked
}

export const slipInput = z.strictObject({
  slipId: z.uuid(),
  connectionId: z.uuid(),
  /** The version these changes were made on; 0 makes the slip. */
  baseVersion: z.number().int().nonnegative(),
  content: slipContent,
})

export type SavedSlip = { number: number; version: number; savedAt: string }

export type SlipView = SavedSlip & {
  id: string
  connectionId: string
  content: SlipContent
  ownerName: string
  isDiscarded: boolean
  /** The receipt this slip came from. */
  parent: { id: string; number: number } | null
  /** The receipt it became. */
  operation: { id: string; number: number } | null
}

/** A slip as a list shows it. */
export type SlipLine = Pick<SlipContent, 'kind' | 'at' | 'reason'> & {
  id: string
  number: number
  version: number
  connectionId: string
  connectionName: string
  dramas: number
  licensees: number
  cells: number
  parentNumber: number | null
  savedAt: string
}

export type OpenSlips = {
  slips: SlipLine[]
  /** How many there are beside the ones listed, those included. */
  total: number
}

/** How many of them the dock shows. */
export const DOCKED = 3

/** What goes on an open slip, or on a new one where none is named. */
export const slipAddition = z
  .strictObject({
    slipId: z.uuid().nullable(),
    connectionId: z.uuid(),
    dramaIds: z.array(z.string().regex(dramaIdPattern, 'dramaId')).max(MOST_DRAMAS, 'tooMany').default([]),
    appids: z.array(z.string().regex(appidPattern, 'appid')).max(MOST_LICENSEES, 'tooMany').default([]),
  })
  .refine(({ dramaIds, appids }) => dramaIds.length + appids.length > 0, { error: 'required' })
export type SlipChoice = Pick<SlipContent, 'dramaIds' | 'appids'>

/** A slip after an addition. */
export type SlipAdded = {
  slipId: string
  number: number
  dramas: number
  licensees: number
  cells: number
  /** Those that were not on it before. */
  newDramas: number
  newLicensees: number
}

/** Puts more on a slip. What was there keeps its place, and a cell taken out stays out. */
export function addToContent(content: SlipContent, { dramaIds, appids }: SlipChoice): SlipContent {
  const moreDramas = [...new Set([...content.dramaIds, ...dramaIds])]
  const moreAppids = [...new Set([...content.appids, ...appids])]
  return {
    ...content,
    dramaIds: moreDramas,
    appids: moreAppids,
    removed: packRemoved(moreDramas, moreAppids, unpackRemoved(content)),
  }
}
