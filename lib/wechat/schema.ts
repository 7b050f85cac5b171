import 'server-only'
import { z } from 'zod'

/** An id as it arrives: a bare integer, or its text when a double could not hold it. */
const id = z
  .union([z.number().int().positive(), z.string()])
  .transform(String)
  .refine((text) => /^[1-9]\d{0,18}$/.test(text), 'not a decimal id')
const seconds = z.number().int().nonnegative()

/** Token endpoints leave `errcode` out when all is well. */
export const envelope = z.looseObject({
  errcode: z.number().int().optional(),
  errmsg: z.string().optional(),
})

export const tokenReply = z.looseObject({ access_token: z.string().min(1), expires_in: z.number().int().positive() })

/** A row without `errcode` proves nothing, so the field stays optional and the reader calls it unknown. */
const dramaResultRow = z.looseObject({
  drama_id: id,
  errcode: z.number().int().optional(),
  errmsg: z.union([z.string(), z.number()]).transform(String).optional(),
})
export const dramaResults = z.looseObject({ result: z.array(dramaResultRow).nullish() })

const grantRow = z.looseObject({
  drama_id: id,
  authorized_appid: z.string().min(1),
  authorized_time: seconds.optional(),
  authz_expire_time: seconds,
})
export const grantPage = z.looseObject({
  total_count: z.number().int().nonnegative(),
  objects: z.array(grantRow).nullish(),
})

const accountGrantRow = z.looseObject({
  authorized_appid: z.string().min(1),
  authorized_time: seconds.optional(),
  authz_expire_time: seconds,
})
export const accountGrantList = z.looseObject({ objects: z.array(accountGrantRow).nullish() })

const copyrightRow = z.looseObject({
  drama_id: id.optional(),
  authorized_appid: z.string().nullish(),
  expire_time: seconds.nullish(),
})
export const copyrightPage = z.looseObject({ list: z.array(copyrightRow).nullish() })

const auditDetail = z.looseObject({
  status: z.number().int().optional(),
  create_time: seconds.nullish(),
  audit_time: seconds.nullish(),
})

/** Only the id is sure to come. */
const dramaRow = z.looseObject({
  drama_id: id,
  name: z.string().nullish(),
  create_time: seconds.nullish(),
  cover_url: z.string().nullish(),
  media_count: z.number().int().nullish(),
  producer: z.string().nullish(),
  status: z.number().int().nullish(),
  audit_detail: auditDetail.nullish(),
})
export type DramaRow = z.infer<typeof dramaRow>
export const dramaPage = z.looseObject({ drama_info_list: z.array(dramaRow).nullish() })
export const dramaReply = z.looseObject({ drama_info: dramaRow })
