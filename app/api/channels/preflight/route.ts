import { runPreflight } from '@/lib/channels/preflight-read'
import { preflightQuerySchema } from '@/lib/channels/preflight-schema'
import { getConnection } from '@/lib/connections/queries'
import { failure } from '@/lib/errors'
import { route } from '@/lib/route'

/** One line of JSON for each channel, as soon as it is read. */
export const GET = route({
  permission: 'desk.read',
  query: preflightQuerySchema,
  run: async ({ connection: connectionId, ids }) => {
    const connection = await getConnection(connectionId)
    if (connection?.kind !== 'polyv' || !connection.isEnabled) return failure('connection_missing')
    const lines = runPreflight(connectionId, ids)
    const encoder = new TextEncoder()
    const body = new ReadableStream<Uint8Array>({
      async pull(controller) {
        const { done, value } = await lines.next()
        if (done) controller.close()
        else controller.enqueue(encoder.encode(`${JSON.stringify(value)}\n`))
      },
      async cancel() {
        await lines.return(undefined)
      },
    })
    return new Response(body, {
      headers: { 'content-type': 'application/x-ndjson; charset=utf-8', 'cache-control': 'no-store' },
    })
  },
})
