import 'server-only'
import type { Actor } from '@/lib/audit/event'
import { changeContext, openChange, openValues, sealChange, sealValues } from '@/lib/channels/apply-secrets'
import { type ChangeRow, createChange, listItems, type NewChange } from '@/lib/channels/apply-store'
import { newId } from '@/lib/id'

type Copy = Pick<NewChange, 'parentOperationId' | 'reschedules'> & {
  owner: Pick<Actor, 'id' | 'name'>
  channelIds: readonly string[]
}

/** Opens the same change once more over these channels, its secrets sealed for their new place. */
export async function copyChange(row: ChangeRow, { channelIds, ...more }: Copy): Promise<{ changeId: string }> {
  const id = newId()
  const [from, to] = [changeContext(row.id), changeContext(id)]
  const items = await listItems(row.id)
  return createChange({
    ...more,
    id,
    connectionId: row.connection_id,
    channelIds,
    content: row.content && sealChange(openChange(row.content, from), to),
    shared: sealValues(openValues(row.shared, from), to),
    own: new Map(items.map((item) => [item.channel_id, sealValues(openValues(item.own, from), to)])),
  })
}
