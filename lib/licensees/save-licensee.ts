import 'server-only'
import { recordEvent } from '@/lib/audit/record'
import { inTransaction } from '@/lib/db'
import { success } from '@/lib/errors'
import { licenseeInput } from '@/lib/licensees/schema'
import { toPinyinKey } from '@/lib/pinyin'
import type { Json } from '@/lib/secrets/redact'
import { defineWrite } from '@/lib/write'

type Row = { [column: string]: Json }

/** Adds a licensee to the address book or changes what it says. Nothing is sent to WeChat. */
export const saveLicensee = defineWrite({
  name: 'licensee.update',
  permission: 'grant.write',
  input: licenseeInput,
  target: (input) => ({ type: 'licensee', id: input.appid, name: input.name }),
  run: async (input, { actor, requestId }) =>
    inTransaction(async (sql) => {
      const read = async () =>
        (
          await sql<Row>(
            `select name, subject, contact, contract_no as "contractNo", to_char(contract_ends_on, 'YYYY-MM-DD') as "contractEndsOn", notes
               from licensee where appid = $1 for update`,
            [input.appid],
          )
        )[0] ?? null
      const before = await read()
      await sql(
        `insert into licensee (appid, name, pinyin, subject, contact, contract_no, contract_ends_on, notes, updated_at)
         values ($1, $2, $3, nullif($4, ''), nullif($5, ''), nullif($6, ''), nullif($7, '')::date, nullif($8, ''), clock_timestamp())
         on conflict (appid) do update set name = excluded.name, pinyin = excluded.pinyin, subject = excluded.subject,
           contact = excluded.contact, contract_no = excluded.contract_no, contract_ends_on = excluded.contract_ends_on,
           notes = excluded.notes, updated_at = excluded.updated_at`,
        [
          input.appid,
          input.name,
          toPinyinKey(input.name),
          input.subject,
          input.contact,
          input.contractNo,
          input.contractEndsOn,
          input.notes,
        ],
      )
      await recordEvent(sql, {
        phase: 'outcome',
        action: 'licensee.update',
        outcome: 'succeeded',
        actor,
        target: { type: 'licensee', id: input.appid, name: input.name },
        before,
        after: await read(),
        requestId,
      })
      return success({ appid: input.appid })
    }),
})
