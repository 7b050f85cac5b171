import 'server-only'
import { type ConnectionFacts, connectionTarget, lockConnection } from '@/lib/connections/connection-row'
import { findEndpoint } from '@/lib/connections/endpoints'
import { updateConnectionSchema } from '@/lib/connections/schema'
import { saveConnection } from '@/lib/connections/store-connection'
import { inTransaction } from '@/lib/db'
import { type FieldErrors, failure, success } from '@/lib/errors'
import { defineWrite } from '@/lib/write'

/** What the environment or the sandbox gives a connection at every start; a person's value would not last. */
const givenFields = ['endpoint', 'userId', 'secret', 'callsPerSecond'] as const

/** Changes what a person may change. An empty or absent secret keeps the stored one. */
export const updateConnection = defineWrite({
  name: 'connection.update',
  permission: 'connection.write',
  input: updateConnectionSchema,
  target: ({ connectionId }) => connectionTarget({ id: connectionId, name: '' }),
  run: ({ connectionId, version, ...input }, { actor, requestId }) =>
    inTransaction(async (sql) => {
      const row = await lockConnection(sql, connectionId)
      if (!row) return failure('not_found')
      if (row.source !== 'person') {
        const given = givenFields.filter((field) => input[field] !== undefined && input[field] !== '')
        if (given.length > 0) {
          const fieldErrors: FieldErrors = Object.fromEntries(given.map((field) => [field, 'givenAtStart']))
          return failure('invalid_input', { fieldErrors })
        }
      }
      if (row.updatedAt.toISOString() !== new Date(version).toISOString()) return failure('stale_base')
      const facts: ConnectionFacts = { ...row, name: input.name ?? row.name }
      if (input.callsPerSecond !== undefined) facts.callsPerSecond = input.callsPerSecond
      if (input.chunkSize !== undefined) {
        if (row.kind !== 'wechat') return failure('invalid_input', { fieldErrors: { chunkSize: 'invalid' } })
        facts.chunkSize = input.chunkSize
      }
      if (input.userId !== undefined) {
        if (row.kind !== 'polyv') return failure('invalid_input', { fieldErrors: { userId: 'invalid' } })
        facts.userId = input.userId
      }
      if (input.endpoint !== undefined) {
        const endpoint = findEndpoint(row.kind, input.endpoint)
        if (!endpoint) return failure('invalid_input', { fieldErrors: { endpoint: 'endpoint' } })
        facts.baseUrl = endpoint.baseUrl
        facts.isSandbox = endpoint.isSandbox
      }
      const isChanged = await saveConnection(sql, row, facts, input.secret || null, { actor, requestId })
      return success({ isChanged })
    }),
})
