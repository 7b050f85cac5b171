import 'server-only'
import { z } from 'zod'
import { cancelOperation } from '@/lib/operations/cancel'
import { defineWrite } from '@/lib/write'

export const cancelWrite = defineWrite({
  name: 'operation.cancel',
  permission: 'operation.cancel',
  input: z.strictObject({ operationId: z.uuid() }),
  target: ({ operationId }) => ({ type: 'operation', id: operationId, name: operationId }),
  run: ({ operationId }, { actor, requestId }) => cancelOperation(operationId, actor, requestId),
})
