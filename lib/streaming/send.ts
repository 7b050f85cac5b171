import 'server-only'
import type { Delivery } from '@/lib/streaming/delivery'
import { sendToFile } from '@/lib/streaming/send-file'
import { sendSyslog } from '@/lib/streaming/send-syslog'
import { sendWebhook } from '@/lib/streaming/send-webhook'
import type { Sink } from '@/lib/streaming/sink'

/** @throws DeliveryFailed or AddressRefused when it did not, or may not have, arrived. */
export function send(sink: Sink, delivery: Delivery): Promise<void> {
  if (sink.kind === 'webhook') return sendWebhook(sink, delivery)
  return sink.kind === 'syslog' ? sendSyslog(sink, delivery) : sendToFile(sink, delivery)
}
