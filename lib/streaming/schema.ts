import { z } from 'zod'

export const sinkKinds = ['webhook', 'syslog', 'file'] as const
export type SinkKind = (typeof sinkKinds)[number]
export type SinkState = 'on' | 'off' | 'failed'

const name = z.string().trim().min(1, 'required').max(60, 'tooLong')
/** As the Standard Webhooks convention writes a secret: 24 to 64 bytes. */
const secret = z
  .string()
  .trim()
  .regex(/^(|whsec_[A-Za-z0-9+/]{32,86}={0,2})$/, 'secret')
const url = z.string().trim().max(500, 'tooLong')
const host = z.string().trim().max(253, 'tooLong')
const port = z.coerce.number<string | number>({ error: 'port' }).int('port').min(1, 'port').max(65_535, 'port')

const fields = { kind: z.enum(sinkKinds), name, url, secret, host, port, isTls: z.boolean() }
type Fields = z.output<z.ZodObject<typeof fields>>
const issue = (context: z.RefinementCtx, path: string, message: string) =>
  context.addIssue({ code: 'custom', path: [path], message })

/** An address that is there may be kept by leaving it empty. */
function checkPlace({ kind, url, host }: Fields, context: z.RefinementCtx): void {
  if (kind === 'webhook' && url !== '' && !/^https?:\/\/[^\s/]+/.test(url)) issue(context, 'url', 'url')
  if (kind === 'syslog' && !/^[A-Za-z0-9.:-]+$/.test(host)) issue(context, 'host', 'host')
}

/** A new sink. What its kind does not need stays empty. */
export const sinkInput = z.strictObject({ ...fields, from: z.enum(['now', 'start']) }).superRefine((sink, context) => {
  checkPlace(sink, context)
  if (sink.kind !== 'webhook') return
  for (const name of ['url', 'secret'] as const) if (sink[name] === '') issue(context, name, 'required')
})
export type SinkInput = z.input<typeof sinkInput>

/** The same form for a sink that is there: an empty address or secret keeps the one that is set. */
export const sinkEdit = z.strictObject({ ...fields, from: z.enum(['now', 'start']) }).superRefine(checkPlace)

export const sinkChange = z.strictObject({ ...fields, sinkId: z.uuid() }).superRefine(checkPlace)

export const sinkChoice = z.strictObject({ sinkId: z.uuid() })
export const sinkSwitch = z.strictObject({ sinkId: z.uuid(), isOn: z.boolean() })
export const replayInput = z.strictObject({ sinkId: z.uuid(), from: z.iso.date('date') })

export type Place = { url?: string; host?: string; port?: number; isTls?: boolean }

/** A sink as a screen knows it; instants are ISO strings, secrets are only said to be set. */
export type SinkView = {
  id: string
  kind: SinkKind
  name: string
  place: Place
  hasSecret: boolean
  previousUntil: string | null
  state: SinkState
  sent: number
  /** Sealed events that have not arrived, and how old the first of them is. */
  waiting: number
  waitingSince: string | null
  failingSince: string | null
  attempts: number
  nextAt: string
  lastError: string | null
  lastSentAt: string | null
}
