import type { ChannelBase } from '@/lib/channels/channel-views-schema'
import { type ConditionsForm, type RankForm, rankNames } from '@/lib/channels/form-schema'
import type { FormValues } from './form-values'

const KEPT_MS = 7 * 86_400_000
const VERSION = 1

type LocalDraft = { version: typeof VERSION; at: number; from: ConditionsForm; values: FormValues }

export const draftKey = (personId: string, channel: ChannelBase): string =>
  `conditions:${personId}:${channel.connectionId}:${channel.channelId}`

/** Drafts stay in this browser for seven days; secrets never do. */
export function saveDraft(key: string, channel: ChannelBase, values: FormValues, now: number): void {
  const draft: LocalDraft = {
    version: VERSION,
    at: now,
    from: { primary: channel.base.primary.form, secondary: channel.base.secondary.form },
    values: { ...values, primary: withoutSecrets(values.primary), secondary: withoutSecrets(values.secondary) },
  }
  attempt(() => localStorage.setItem(key, JSON.stringify(draft)))
}

export function readDraft(key: string, now: number): LocalDraft | null {
  const text = attempt(() => localStorage.getItem(key))
  if (!text) return null
  const draft = attempt(() => JSON.parse(text) as LocalDraft)
  const isGood =
    draft?.version === VERSION &&
    now - draft.at < KEPT_MS &&
    rankNames.every((name) => draft.values[name]?.drafts && draft.from[name]?.drafts)
  if (isGood) return draft
  dropDraft(key)
  return null
}

export const dropDraft = (key: string): void => {
  attempt(() => localStorage.removeItem(key))
}

/** A browser may refuse storage altogether; then there simply are no drafts. */
function attempt<T>(work: () => T): T | null {
  try {
    return work()
  } catch {
    return null
  }
}

function withoutSecrets(rank: RankForm): RankForm {
  const { drafts } = rank
  return {
    ...rank,
    drafts: {
      ...drafts,
      code: { ...drafts.code, authCode: '' },
      custom: { ...drafts.custom, customKey: '' },
      external: { ...drafts.external, externalKey: '' },
      direct: { ...drafts.direct, directKey: '' },
    },
  }
}
