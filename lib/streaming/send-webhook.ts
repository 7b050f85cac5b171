import 'server-only'
import { createHmac } from 'node:crypto'
import { Agent, request } from 'undici'
import { codeOf, type Delivery, DeliveryFailed, TIMEOUT_MS } from '@/lib/streaming/delivery'
import { parseWebhookUrl, resolveHost } from '@/lib/streaming/guarded-address'
import type { Sink } from '@/lib/streaming/sink'

const PREFIX = 'whsec_'

/** `webhook-signature` of Standard Webhooks 1.0: one signature a secret. */
function signaturesOf(sink: Pick<Sink, 'secrets'>, id: string, timestamp: number, body: string): string {
  return sink.secrets
    .map((secret) => {
      const key = Buffer.from(secret.reveal().replace(PREFIX, ''), 'base64')
      return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`
    })
    .join(' ')
}

/** One POST; a redirect is not followed, and of the answer only its status counts. */
export async function sendWebhook(sink: Sink, { id, type, events }: Delivery): Promise<void> {
  const url = parseWebhookUrl(sink.address.reveal())
  const { address, family } = await resolveHost(url.hostname, false)
  const timestamp = Math.floor(Date.now() / 1_000)
  const body = JSON.stringify({
    type,
    timestamp: new Date(timestamp * 1_000).toISOString(),
    data: events.map(({ line }) => line),
  })
  const agent = new Agent({
    connect: {
      timeout: TIMEOUT_MS,
      lookup: (_host, options, done) =>
        options.all ? done(null, [{ address, family }]) : done(null, address as never, family),
    },
    maxResponseSize: 64 * 1024,
  })
  try {
    const response = await request(url, {
      method: 'POST',
      dispatcher: agent,
      headers: {
        'content-type': 'application/json',
        'user-agent': 'countersign',
        'webhook-id': id,
        'webhook-timestamp': String(timestamp),
        'webhook-signature': signaturesOf(sink, id, timestamp, body),
      },
      body,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    response.body.on('error', () => undefined)
    response.body.destroy()
    const { statusCode } = response
    if (statusCode < 200 || statusCode > 299)
      throw new DeliveryFailed(
        `HTTP ${statusCode}`,
        statusCode === 410 ? 'forever' : statusCode === 413 ? 'tooLarge' : null,
      )
  } catch (error) {
    throw error instanceof DeliveryFailed ? error : new DeliveryFailed(codeOf(error))
  } finally {
    agent.destroy().catch(() => undefined)
  }
}
