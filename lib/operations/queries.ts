import 'server-only'
import { sql } from '@/lib/db'
import { isId } from '@/lib/id'
import { OPERATION_COLUMNS, type OperationRow, toOperationLine } from '@/lib/operations/operation-row'
import type { CallView, Json, OperationView } from '@/lib/operations/schema'

type ViewRow = OperationRow & {
  parent_id: string | null
  parent_number: number | null
  cancel_requested_at: Date | null
  wake_at: Date | null
  connection: OperationView['connection']
}

/** By id, or by the number people say: `R-12` or `12`. */
export async function getOperation(idOrNumber: string): Promise<OperationView | null> {
  const number = /^(?:R-)?(\d{1,9})$/i.exec(idOrNumber)?.[1]
  if (number === undefined && !isId(idOrNumber)) return null
  const [row] = await sql<ViewRow>(
    `select ${OPERATION_COLUMNS}, operation.parent_id, operation.cancel_requested_at, operation.wake_at,
            (select parent.number from operation parent where parent.id = operation.parent_id) as parent_number,
            case when connection.id is null then null else jsonb_build_object('name', connection.name, 'kind', connection.kind,
              'accountId', connection.account_id, 'isSandbox', connection.is_sandbox, 'callsPerSecond', connection.calls_per_second) end as connection
       from operation left join connection on connection.id = operation.connection_id
      where ${number === undefined ? 'operation.id = $1::uuid' : 'operation.number = $1::integer'}`,
    [number ?? idOrNumber],
  )
  if (!row) return null
  return {
    ...toOperationLine(row),
    parentId: row.parent_id,
    parentNumber: row.parent_number,
    cancelRequestedAt: row.cancel_requested_at?.toISOString() ?? null,
    wakeAt: row.wake_at?.toISOString() ?? null,
    connection: row.connection,
  }
}

type CallRow = {
  id: string
  number: number
  state: CallView['state']
  item_count: number
  endpoint: string | null
  http_status: number | null
  errcode: string | null
  errmsg: string | null
  rid: string | null
  latency_ms: number | null
  request: Json
  response: Json
  started_at: Date
}

/** The first calls of an operation, as sent and answered; bodies were redacted before they were kept. */
export async function listCalls(operationId: string, limit = 50): Promise<CallView[]> {
  if (!isId(operationId)) return []
  const rows = await sql<CallRow>(
    `select id, number, state, item_count, endpoint, http_status, errcode, errmsg, rid, latency_ms, request, response, started_at
       from operation_call where operation_id = $1 order by number limit ${limit}`,
    [operationId],
  )
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    state: row.state,
    itemCount: row.item_count,
    endpoint: row.endpoint,
    httpStatus: row.http_status,
    errcode: row.errcode,
    errmsg: row.errmsg,
    rid: row.rid,
    latencyMs: row.latency_ms,
    request: row.request,
    response: row.response,
    startedAt: row.started_at.toISOString(),
  }))
}
