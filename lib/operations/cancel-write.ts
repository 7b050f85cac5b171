import 'server-only'
import { z } from 'zod'
import { defineWrite } from '@/lib/write'
import { cancelOperation } from '@/lib/operations/cancel'

export const cancelWrite = defineWrite({
  name: 'operation.cancel',
  permission: 'operation.cancel',
  input: z.strictObject({ operationId: z.uuid() }),
  target: ({ operationId }) => ({ type: 'operation', id: operationId, name: operationId }),
  run: ({ operationId }, { actor, requestId }) => cancelOperation(operationId, actor, requestId),
})
