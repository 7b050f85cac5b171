import 'server-only'
import { z } from 'zod'

/** Both generations of the upstream's envelope, read as one. */
export type Envelope = { ok: boolean; code: string; message: string; requestId: string | null; data: unknown }

const schema = z.looseObject({
  code: z.union([z.number(), z.string()]),
  status: z.string().nullish(),
  message: z.string().nullish(),
  success: z.boolean().nullish(),
  requestId: z.string().nullish(),
  error: z.looseObject({ code: z.union([z.number(), z.string()]).nullish(), desc: z.string().nullish() }).nullish(),
  data: z.unknown().optional(),
})

export const envelopeSchema: z.ZodType<Envelope> = schema.transform((raw) => {
  const ok = String(raw.code) === '200' && raw.success !== false
  const ownCode = raw.error?.code ?? raw.code
  return {
    ok,
    code: String(ok ? raw.code : ownCode),
    message: ok ? '' : (raw.error?.desc ?? raw.message ?? ''),
    requestId: raw.requestId ?? null,
    data: raw.data,
  }
})
