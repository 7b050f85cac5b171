import type { Client } from 'pg'

export type Month = { name: string; from: Date; until: Date }

/** This month and the eleven before it, in UTC, oldest first; the last ends with yesterday. */
export function lastMonths(now: Date, count = 12): Month[] {
  const today = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate())
  return Array.from({ length: count }, (_, at) => {
    const from = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - count + 1 + at, 1))
    const end = Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + 1, 1)
    return {
      name: `audit_event_${from.toISOString().slice(0, 7).replace('-', '_')}`,
      from,
      until: new Date(Math.min(end, today)),
    }
  })
}

/** An empty table like the log's, to be loaded before it has any index. */
export async function openMonth(owner: Client, { name }: Month): Promise<void> {
  await owner.query(`drop table if exists ${name}`)
  await owner.query(
    `create table ${name} (like audit_event including defaults including constraints including storage)`,
  )
}

/** Gives a loaded table every index the log has, whatever migrations made, and takes it in. */
export async function closeMonth(owner: Client, { name, from }: Month): Promise<void> {
  const { rows } = await owner.query<{ definition: string; is_primary: boolean }>(
    `select pg_get_indexdef(indexrelid) as definition, indisprimary as is_primary
       from pg_index where indrelid = 'audit_event'::regclass order by indexrelid`,
  )
  for (const { definition, is_primary } of rows) {
    if (is_primary) await owner.query(`alter table ${name} add primary key (occurred_at, id)`)
    else
      await owner.query(
        definition.replace(
          /^(CREATE (?:UNIQUE )?INDEX) \S+ ON (?:ONLY )?\S+/,
          (_all, start: string) => `${start} ON public.${name}`,
        ),
      )
  }
  const next = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + 1, 1))
  const bounds = `occurred_at >= '${from.toISOString()}' and occurred_at < '${next.toISOString()}'`
  await owner.query(`alter table ${name} add constraint ${name}_month check (${bounds})`)
  await owner.query(
    `alter table audit_event attach partition ${name} for values from ('${from.toISOString()}') to ('${next.toISOString()}')`,
  )
  await owner.query(`alter table ${name} drop constraint ${name}_month`)
  await owner.query(
    `create trigger audit_event_not_truncated before truncate on ${name} for each statement execute function refuse_audit_change()`,
  )
}
