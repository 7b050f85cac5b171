import { getLocale, getTranslations } from 'next-intl/server'
import { z } from 'zod'
import { readAuditQuery } from '@/lib/audit/audit-query'
import { toChoices } from '@/lib/audit/facet-choices'
import { countFacets, facetKinds } from '@/lib/audit/facets'
import { chooseDomain, countByTime } from '@/lib/audit/histogram'
import type { OverviewView } from '@/lib/audit/overview-schema'
import { shownOutcomes } from '@/lib/audit/query-words'
import { actionFamilies, targetTypes } from '@/lib/audit/schema'
import { route } from '@/lib/route'

export const GET = route({
  permission: 'desk.read',
  query: z.strictObject({ q: z.string().max(4_001).default('') }),
  run: async ({ q }): Promise<OverviewView> => {
    const [{ terms, filter }, t, tExplorer, locale] = await Promise.all([
      readAuditQuery(q),
      getTranslations('audit'),
      getTranslations('explorer'),
      getLocale(),
    ])
    const { total, isAtLeast, trouble, oldestAt, kinds } = await countFacets(filter)
    const { from: _from, until: _until, ...timeless } = filter
    const domain = chooseDomain(filter, isAtLeast ? null : oldestAt, Date.now())
    const histogram = await countByTime(timeless, domain)
    const labels = {
      outcome: (value: string) => {
        const known = shownOutcomes.find((outcome) => outcome === value)
        return known ? tExplorer(`outcome.${known}`) : value
      },
      action: (value: string) => {
        const known = actionFamilies.find((family) => family === value)
        return known ? t(`family.${known}`) : value
      },
      target: (value: string) => {
        const known = targetTypes.find((type) => type === value)
        return known ? t(`targetType.${known}`) : value
      },
    }
    const facets = await Promise.all(
      facetKinds.map(async (kind) => ({
        kind,
        isAtLeast: kinds[kind].isAtLeast,
        choices: await toChoices(kind, kinds[kind].values, terms, locale, labels),
      })),
    )
    return { total, isAtLeast, trouble, facets, histogram }
  },
})
