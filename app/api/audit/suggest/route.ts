import { getLocale, getTranslations } from 'next-intl/server'
import { z } from 'zod'
import { suggest } from '@/lib/audit/suggest'
import { route } from '@/lib/route'

export const GET = route({
  permission: 'desk.read',
  query: z.strictObject({ fragment: z.string().max(200).default('') }),
  run: async ({ fragment }) => {
    const [t, tExplorer, locale] = await Promise.all([
      getTranslations('audit'),
      getTranslations('explorer'),
      getLocale(),
    ])
    return suggest(fragment, {
      locale,
      key: (key) => tExplorer(`key.${key}`),
      outcome: (outcome) => tExplorer(`outcome.${outcome}` as 'outcome.failed'),
      phase: (phase) => t(`phase.${phase}` as 'phase.call'),
      target: (target) => t(`targetType.${target}` as 'targetType.channel'),
      family: (family) => t('filter.allOf', { family: t(`family.${family}`) }),
      moment: (moment) => {
        const [, count, unit] = /^(\d+)([hd])$/.exec(moment) ?? []
        if (count && unit) return tExplorer(`moment.${unit as 'h'}`, { count: Number(count) })
        return tExplorer(`moment.${moment as 'today'}`)
      },
      all: tExplorer('value.all'),
    })
  },
})
