/** Whose work a guide is about, in the order of the list; everybody may read all of them. */
export const guideGroups = [
  { name: 'everybody', guides: ['start'] },
  {
    name: 'grants',
    guides: ['granting', 'account-rights', 'renewing', 'receipts', 'drift', 'book'],
  },
  {
    name: 'channels',
    guides: ['conditions', 'account-default', 'many-channels', 'whitelist', 'versions'],
  },
  { name: 'support', guides: ['cannot-play', 'finding', 'unknown', 'handing-on'] },
  {
    name: 'administrators',
    guides: ['people', 'connections', 'alarm', 'integrity', 'retention', 'streaming'],
  },
] as const

export type GuideName = (typeof guideGroups)[number]['guides'][number]
export const guideNames: readonly GuideName[] = guideGroups.flatMap((group): readonly GuideName[] => group.guides)

/** Which guide explains a page: the first row whose address begins the page's own; `*` is any one step. */
export const guidesOfPages: readonly (readonly [page: string, guide: GuideName])[] = [
  ['/grants/accounts', 'account-rights'],
  ['/grants/revoke', 'renewing'],
  ['/grants/replace', 'renewing'],
  ['/grants', 'granting'],
  ['/expiring', 'renewing'],
  ['/drift', 'drift'],
  ['/dramas', 'book'],
  ['/licensees', 'book'],
  ['/channels/default', 'account-default'],
  ['/channels/apply', 'many-channels'],
  ['/channels/templates', 'many-channels'],
  ['/channels/schedules', 'many-channels'],
  ['/channels/preflight', 'many-channels'],
  ['/channels/*/whitelist', 'whitelist'],
  ['/channels/*/versions', 'versions'],
  ['/channels/*/timeline', 'finding'],
  ['/channels', 'conditions'],
  ['/operations', 'receipts'],
  ['/audit/integrity', 'integrity'],
  ['/audit/exports', 'handing-on'],
  ['/audit/shares', 'handing-on'],
  ['/audit/views', 'finding'],
  ['/audit/*', 'handing-on'],
  ['/audit', 'finding'],
  ['/diagnose', 'cannot-play'],
  ['/settings/people', 'people'],
  ['/settings/account', 'people'],
  ['/settings/connections', 'connections'],
  ['/settings/retention', 'retention'],
  ['/settings/streaming', 'streaming'],
  ['/', 'start'],
]

export function guideOfPage(address: string): GuideName {
  const steps = address.split('/').filter(Boolean)
  const begins = (page: string) => {
    const wanted = page.split('/').filter(Boolean)
    return wanted.length <= steps.length && wanted.every((step, index) => step === '*' || step === steps[index])
  }
  return guidesOfPages.find(([page]) => begins(page))?.[1] ?? 'start'
}

/** Text, a label as the screen writes it, something to type, or another guide. */
export type Inline = string | { label: string; href?: string } | { typed: string } | { guide: GuideName }
export type Block =
  | { kind: 'text'; text: Inline[] }
  | { kind: 'steps'; items: Inline[][] }
  | { kind: 'terms'; items: { term: Inline[]; meaning: Inline[] }[] }
type GuideSection = { title: string; blocks: Block[] }
export type Guide = { lede: Inline[]; sections: GuideSection[] }
