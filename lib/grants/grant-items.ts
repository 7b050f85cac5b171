import 'server-only'
import type { Planned } from '@/lib/grants/plan'
import { NOT_HELD, planAt } from '@/lib/grants/plan-schema'
import type { NewItem } from '@/lib/operations/submit'

const NAMED = 5

/** What the log and the receipt's head say of a plan. */
export const summaryOf = (plan: Planned) => ({
  dramas: plan.dramas.length,
  licensees: plan.licensees.length,
  cells: plan.matrix.cells.length - plan.removed,
  toSend: plan.toSend,
  counts: { ...plan.counts },
  calls: plan.calls,
  reads: plan.reads,
  expiresAt: plan.expiresAt,
  dramaNames: plan.dramas.slice(0, NAMED).map((drama) => drama.name),
  licenseeNames: plan.licensees.slice(0, NAMED).map((licensee) => licensee.name),
})

/** One item per drama and licensee, without the cells that were taken out. */
export function itemsOf(plan: Planned): NewItem[] {
  const items: NewItem[] = []
  plan.licensees.forEach((licensee, place) => {
    plan.dramas.forEach((drama, row) => {
      const index = place * plan.dramas.length + row
      if (plan.removedCells?.[index]) return
      const key = `${drama.dramaId}@${licensee.appid}`
      const held = plan.matrix.held[index] ?? NOT_HELD
      items.push({
        targetKey: `drama:${key}`,
        groupKey: licensee.appid,
        targetType: 'drama_grant',
        targetId: key,
        targetName: `${drama.name} → ${licensee.name}`,
        plan: planAt(plan.matrix, index),
        ...(drama.cause ? { planCause: drama.cause } : {}),
        intent: {
          dramaId: drama.dramaId,
          appid: licensee.appid,
          expiresAt: plan.expiresAt,
          dramaName: drama.name,
          licenseeName: licensee.name,
        },
        before: held === NOT_HELD ? null : { expiresAt: held },
      })
    })
  })
  return items
}
