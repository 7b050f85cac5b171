import 'server-only'
import { z } from 'zod'
import { channelIdSchema } from '@/lib/channels/apply-input-schema'
import { MOST_CHANNELS } from '@/lib/channels/apply-schema'
import { changeContext, sealChange } from '@/lib/channels/apply-secrets'
import { createChange, findChangeOf } from '@/lib/channels/apply-store'
import { copyChange } from '@/lib/channels/copy-change'
import { listChannelIds } from '@/lib/channels/list-channels'
import { channelFilterSchema } from '@/lib/channels/schema'
import { changeFromChannel } from '@/lib/channels/template-from-channel'
import { getConnection } from '@/lib/connections/queries'
import { type ActionResult, failure, success } from '@/lib/errors'
import { newId } from '@/lib/id'
import { getOperation } from '@/lib/operations/queries'
import { retryCauses, retryItems } from '@/lib/operations/retry-items'
import { defineWrite } from '@/lib/write'

const channelSelectionSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('ids'), ids: z.array(channelIdSchema).min(1).max(MOST_CHANNELS) }),
  z.strictObject({ kind: z.literal('filter'), filter: channelFilterSchema }),
])

/** Opens a change over the chosen channels. Sends nothing. */
export const startChange = defineWrite({
  name: 'channel.change.prepare',
  permission: 'channel.write',
  input: z.strictObject({
    connectionId: z.uuid(),
    selection: channelSelectionSchema,
    /** The channel whose conditions the change begins with. */
    from: channelIdSchema.optional(),
  }),
  run: async ({ connectionId, selection, from }, { actor }): Promise<ActionResult<{ changeId: string }>> => {
    const connection = await getConnection(connectionId)
    if (connection?.kind !== 'polyv' || !connection.isEnabled) return failure('connection_missing')
    const channelIds =
      selection.kind === 'ids' ? selection.ids : await listChannelIds(connectionId, selection.filter, MOST_CHANNELS + 1)
    if (channelIds.length === 0) return failure('not_found')
    if (channelIds.length > MOST_CHANNELS) return failure('too_many', { detail: { most: MOST_CHANNELS } })
    const id = newId()
    const content = from === undefined ? null : await changeFromChannel(connectionId, from)
    return success(
      await createChange({
        id,
        connectionId,
        channelIds,
        owner: actor,
        content: content && sealChange(content, changeContext(id)),
      }),
    )
  },
})

/** Opens the change of a receipt again, over its failed channels alone. Sends nothing. */
export const retryChange = defineWrite({
  name: 'channel.change.prepare',
  permission: 'channel.write',
  input: z.strictObject({ operationId: z.uuid() }),
  target: ({ operationId }) => ({ type: 'operation', id: operationId, name: operationId }),
  run: async ({ operationId }, { actor }): Promise<ActionResult<{ changeId: string }>> => {
    const parent = await getOperation(operationId)
    if (parent?.action !== 'channel.conditions.apply') return failure('not_found')
    if (parent.state !== 'done') return failure('conflict')
    const failed = await retryItems(
      parent.id,
      (await retryCauses(parent.id)).map((cause) => cause.key),
    )
    const former = await findChangeOf(parent.id)
    if (failed.length === 0 || !former?.content) return failure('not_found')
    const channelIds = failed.map((item) => item.targetId)
    return success(await copyChange(former, { owner: actor, channelIds, parentOperationId: parent.id }))
  },
})
