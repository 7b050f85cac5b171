import 'server-only'
import type { Clause } from '@/lib/audit/filter'
import { actions } from '@/lib/audit/schema'
import { havingWords, NAMES_TEXT } from '@/lib/audit/word-conditions'

export type ThingClause = Extract<Clause, { on: 'target' | 'thing' }>

export const isThing = (clause: Clause): clause is ThingClause => clause.on === 'target' || clause.on === 'thing'

/** A condition with the values of its places. */
export type Telling = { values: readonly unknown[]; write: (...places: string[]) => string }

/**
 * Which events tell of a thing: its own first; then the notes on those, which are events of the noted event; then the
 * schedules a channel is in. Each has an index of its own. The first may hold some of the second.
 */
export function tellingsOf(clause: ThingClause): Telling[] {
  if (clause.on === 'thing') return [wordsOf(clause), ...(clause.noted.length > 0 ? [notesByPart(clause)] : [])]
  const { type, values, connectionId } = clause
  const own = connectionId === undefined ? [] : [connectionId]
  return [
    {
      values: [type, values, ...own],
      write: (kind, ids, account) =>
        `(target_type = ${kind} and target_id = any(${ids}::text[])${account ? ` and connection_id = ${account}::uuid` : ''})`,
    },
    {
      values: [type, values, ...own],
      write: (kind, ids, account) =>
        `(phase = 'note' and detail->'about'->>'type' = ${kind} and detail->'about'->>'id' = any(${ids}::text[])${
          account ? ` and (connection_id = ${account}::uuid or connection_id is null)` : ''
        })`,
    },
    ...(type === 'channel' && connectionId === undefined ? [schedulesOf(values)] : []),
  ]
}

const wordsOf = ({ values, families, isNamed }: Extract<Clause, { on: 'thing' }>): Telling => {
  const concerned = actions.filter((action) => families.includes(action.slice(0, action.indexOf('.'))))
  const words = havingWords(values, isNamed ? NAMES_TEXT : undefined)
  return {
    values: [[...concerned, 'audit.note'], ...words.values],
    write: (known, ...places) => `(${words.write(...places)} and action = any(${known}::text[]))`,
  }
}

/** A grant is named by its two sides, `10000037@wx…`; notes are few, so those of a kind are looked through. */
const notesByPart = ({ values, noted }: Extract<Clause, { on: 'thing' }>): Telling => ({
  values: [noted, values],
  write: (kinds, parts) =>
    `(phase = 'note' and detail->'about'->>'type' = any(${kinds}::text[]) and string_to_array(detail->'about'->>'id', '@') && ${parts}::text[])`,
})

/** Found through the channels a schedule is for, as it stands, and those a change of it let go; schedules are few. */
const schedulesOf = (channelIds: readonly string[]): Telling => ({
  values: [channelIds],
  write: (ids) =>
    `(target_type = 'channel_schedule' and (target_id = any(array(
        select schedule.id::text from channel_schedule schedule
         where exists (select 1 from channel_change_item item
                        where item.change_id = schedule.change_id and item.channel_id = any(${ids}::text[]) and not item.is_removed)))
        or (action = 'channel.schedule.update' and before->'channels' ?| ${ids}::text[])))`,
})
