import 'server-only'
import { findEndpoint } from '@/lib/connections/endpoints'
import { addConnectionSchema } from '@/lib/connections/schema'
import { insertConnection } from '@/lib/connections/store-connection'
import { inTransaction } from '@/lib/db'
import { failure, success } from '@/lib/errors'
import { defineWrite } from '@/lib/write'

/** Connects one more upstream account. */
export const addConnection = defineWrite({
  name: 'connection.add',
  permission: 'connection.write',
  input: addConnectionSchema,
  run: async ({ secret, endpoint: chosen, ...input }, { actor, requestId }) => {
    const endpoint = findEndpoint(input.kind, chosen)
    if (!endpoint) return failure('invalid_input', { fieldErrors: { endpoint: 'endpoint' } })
    const connectionId = await inTransaction((sql) =>
      insertConnection(
        sql,
        {
          kind: input.kind,
          name: input.name,
          accountId: input.accountId,
          userId: input.kind === 'polyv' ? input.userId : null,
          baseUrl: endpoint.baseUrl,
          isSandbox: endpoint.isSandbox,
          source: 'person',
          callsPerSecond: input.callsPerSecond,
          chunkSize: null,
          isEnabled: true,
        },
        secret,
        { actor, requestId },
      ),
    )
    return connectionId === null
      ? failure('invalid_input', { fieldErrors: { accountId: 'alreadyConnected' } })
      : success({ connectionId })
  },
})
