import 'server-only'
import { type StoredChange, viewChange } from '@/lib/channels/apply-secrets'
import type { TemplateView } from '@/lib/channels/template-schema'
import { type Sql, sql } from '@/lib/db'
import { isId } from '@/lib/id'

export type TemplateRow = {
  id: string
  name: string
  note: string
  content: StoredChange
  version: number
  updated_by: string
  updated_at: Date
  archived_at: Date | null
}

const toView = (row: TemplateRow): TemplateView => ({
  id: row.id,
  name: row.name,
  note: row.note,
  content: viewChange(row.content),
  version: row.version,
  updatedBy: row.updated_by,
  updatedAt: row.updated_at.toISOString(),
  isArchived: row.archived_at !== null,
})

/** Templates by name; archived ones apart. */
export async function listTemplates({ archived }: { archived: boolean }): Promise<TemplateView[]> {
  const rows = await sql<TemplateRow>(
    `select * from condition_template where (archived_at is not null) = $1 order by lower(name), id limit 500`,
    [archived],
  )
  return rows.map(toView)
}

export async function findTemplate(id: string, within: Sql = sql): Promise<TemplateRow | null> {
  if (!isId(id)) return null
  const [row] = await within<TemplateRow>('select * from condition_template where id = $1', [id])
  return row ?? null
}

export async function getTemplate(id: string): Promise<TemplateView | null> {
  const row = await findTemplate(id)
  return row && toView(row)
}
