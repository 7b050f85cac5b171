import { Pool } from 'pg'

export const dynamic = 'force-dynamic'

const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: 10 })

type Row = {
  id: string
  occurred_at: Date
  phase: string
  action: string
  outcome: string
  actor_name: string
  target_type: string
  target_name: string
  reason: string | null
  number: number | null
}

/** The least a page can do that shows the 50 events the desk's own list shows first. */
export default async function BarePage() {
  const { rows } = await pool.query<Row>(
    `select event.id, event.occurred_at, event.phase, event.action, event.outcome, event.actor_name, event.target_type,
            event.target_name, event.reason, operation.number
       from (select * from audit_event
              where occurred_at < now() and item_id is null and phase <> 'call'
                and not (phase = 'outcome' and target_type = 'operation')
              order by occurred_at desc, seq desc limit 50) event
       left join operation on operation.id = event.operation_id
      order by event.occurred_at desc, event.seq desc`,
  )
  return (
    <main>
      <h1>Events</h1>
      <table>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id} className="row">
              <td>
                <time dateTime={row.occurred_at.toISOString()}>{row.occurred_at.toISOString()}</time>
              </td>
              <td>{row.actor_name}</td>
              <td>
                <a href={`/audit/${row.id}`}>
                  {row.action} {row.target_name}
                </a>
              </td>
              <td>{row.target_type}</td>
              <td>{row.reason}</td>
              <td>{row.phase}</td>
              <td>{row.outcome}</td>
              <td>{row.number === null ? null : <a href={`/operations/R-${row.number}`}>R-{row.number}</a>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </main>
  )
}
