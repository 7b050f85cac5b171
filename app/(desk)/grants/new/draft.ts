import { emptyContent, packRemoved, type Removed, type SlipContent, unpackRemoved } from '@/lib/grants/slip-schema'

/** A slip's content as the screen works with it. */
export type Draft = Omit<SlipContent, 'removed'> & { removed: Removed }

export const draftOf = (content: SlipContent): Draft => ({ ...content, removed: unpackRemoved(content) })

export const packDraft = (draft: Draft): SlipContent => ({
  ...draft,
  removed: packRemoved(draft.dramaIds, draft.appids, draft.removed),
})

export const emptyDraft: Draft = draftOf(emptyContent)

export const isEmptyDraft = (draft: Draft): boolean => JSON.stringify(packDraft(draft)) === JSON.stringify(emptyContent)
