import { rmSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { context } from '@/tests/integration/as-administrator'
import { headFiles, intruder, product, withSealedLog } from '@/tests/integration/audit-seal-fixture'
import { sealedTables } from '@/tests/sealed-tables'

withSealedLog()

async function clear(): Promise<void> {
  for (const table of sealedTables) await intruder.query(`delete from ${table}`)
  for (const file of headFiles()) rmSync(file)
  ;(await import('@/lib/audit/heads')).forgetWritten()
}

/** Three sealed events in a month of their own, that many months ago. */
async function age(months: number): Promise<string> {
  const { rows } = await intruder.query(
    `select to_char(now() at time zone 'UTC' - make_interval(months => $1), 'YYYY-MM') as month,
            date_trunc('month', now() at time zone 'UTC' - make_interval(months => $1)) at time zone 'UTC' as from_day,
            (date_trunc('month', now() at time zone 'UTC' - make_interval(months => $1)) + interval '1 month') at time zone 'UTC' as until_day`,
    [months],
  )
  const [{ month, from_day: from, until_day: until }] = rows
  await intruder.query(
    `create table if not exists audit_event_${month.replace('-', '_')} partition of audit_event for values from ('${from.toISOString()}') to ('${until.toISOString()}')`,
  )
  const { recordEvents } = await import('@/lib/audit/record')
  const { systemActor } = await import('@/lib/audit/event')
  const { sql, sealed } = await product()
  await recordEvents(
    sql,
    ['old1', 'old2', 'old3'].map((id) => ({
      phase: 'note' as const,
      action: 'licensee.update' as const,
      outcome: 'succeeded' as const,
      actor: systemActor('start'),
      target: { type: 'licensee' as const, id, name: id },
    })),
  )
  await intruder.query(
    `update audit_event set occurred_at = $1::timestamptz + (seq % 1000) * interval '1 second' where target_id like 'old%'`,
    [new Date(from.getTime() + 86_400_000)],
  )
  await sealed(3)
  return month
}

const firstBad = async () => (await (await product()).verify()).firstBad

describe('keeping and letting go', () => {
  it('lets an expired month go whole, keeps its manifest, and still verifies and proves', async () => {
    await clear()
    const month = await age(40)
    const { record, sealed } = await product()
    await record('kept')
    await sealed(1)
    const { proveEvent } = await import('@/lib/audit/prove')
    const { dropExpired } = await import('@/lib/retention/drop-expired')
    expect(await dropExpired()).toEqual([month])
    expect((await intruder.query(`select 1 from audit_event where target_id like 'old%'`)).rows).toEqual([])
    const { rows } = await intruder.query(`select detail from audit_event where action = 'retention.drop'`)
    expect(rows[0].detail).toMatchObject({ month, events: 3, firstLeaf: 0, lastLeaf: 2 })
    await sealed(1)
    expect(await (await product()).verify()).toMatchObject({
      count: 5,
      firstBad: null,
      retired: [{ month, events: 3 }],
    })
    const kept = (await intruder.query(`select id from audit_event where target_id = 'kept'`)).rows[0].id
    expect(await proveEvent(kept)).toMatchObject({ proof: { leafNo: 3 } })

    await intruder.query(`update audit_leaf set occurred_at = occurred_at - interval '10 years' where leaf_no = 1`)
    expect(await firstBad()).toMatchObject({ fault: 'missing' })
    await intruder.query(`update audit_leaf set occurred_at = occurred_at + interval '10 years' where leaf_no = 1`)
    await intruder.query('update audit_retired set events = 2')
    expect(await firstBad()).toMatchObject({ fault: 'missing', seq: expect.any(String) })
  })

  it('keeps what the policy, the floor or a hold keeps, whoever asks', async () => {
    const { dropExpired } = await import('@/lib/retention/drop-expired')
    const { addHold } = await import('@/lib/retention/add-hold')
    const { releaseHold } = await import('@/lib/retention/release-hold')
    const { updatePolicy } = await import('@/lib/retention/update-policy')
    const { policyInput } = await import('@/lib/retention/schema')
    const { sql } = await product()
    await clear()
    const month = await age(30)
    expect(await dropExpired()).toEqual([])
    expect(policyInput.safeParse({ access: 36, change: 5 }).success).toBe(false)
    await expect(sql(`update retention_policy set months = 5 where class = 'change'`)).rejects.toThrow('check')
    await updatePolicy.run({ access: 36, change: 12 }, context)
    const hold = (targetType: 'licensee' | 'channel', targetId: string) =>
      addHold.run({ targetType, targetId, operationId: '', from: '', until: '', reason: '争议 2026-7' }, context)
    const held = await hold('licensee', 'old2')
    expect(await dropExpired()).toEqual([])
    const drop = (wanted: string) =>
      sql('select retire_audit_month($1::date, 0, 2, 3, $2, $3, $4)', [
        `${wanted}-01`,
        Buffer.alloc(32),
        's1',
        Buffer.alloc(64),
      ])
    await expect(drop(month)).rejects.toThrow('held')
    if (!held.ok) throw new Error('not held')
    await releaseHold.run({ holdId: held.data.id, reason: '了结' }, context)
    for (const [type, id, standing] of [
      ['channel', '7983898', `phase = 'note', detail = '{"about":{"type":"channel","id":"7983898"}}'`],
      ['licensee', 'wxheld', `target_type = 'drama_grant', target_id = '42@wxheld', search_tokens = '{42,wxheld}'`],
    ] as const) {
      const { rows } = await intruder.query(`select * from audit_event where target_id = 'old1'`)
      const whole = rows[0]
      const other = await hold(type, id)
      await intruder.query(`update audit_event set ${standing} where id = $1`, [whole.id])
      await expect(drop(month), type).rejects.toThrow('held')
      await intruder.query(
        `update audit_event set detail = null, target_type = $2, target_id = $3, search_tokens = $4 where id = $1`,
        [whole.id, whole.target_type, whole.target_id, whole.search_tokens],
      )
      if (!other.ok) throw new Error('not held')
      await releaseHold.run({ holdId: other.data.id, reason: '了结' }, context)
    }
    await intruder.query(
      `insert into audit_event select (jsonb_populate_record(event, jsonb_build_object('id', gen_random_uuid(), 'seq', 900001))).* from audit_event event where target_id = 'old1'`,
    )
    await expect(drop(month)).rejects.toThrow('not_whole')
    await intruder.query('delete from audit_event where seq = 900001')
    const thisMonth = new Date().toISOString().slice(0, 7)
    await expect(drop(thisMonth)).rejects.toThrow('below_floor')
    await expect(drop('1999-01')).rejects.toThrow('not_a_month')
    await intruder.query(`update audit_event set reason = 'x' where target_id = 'old3'`)
    expect(await dropExpired()).toEqual([])
    await intruder.query(`update audit_event set reason = null where target_id = 'old3'`)
    expect(await dropExpired()).toEqual([month])
    const { rows } = await intruder.query(`select action from audit_event where action like 'retention.%' order by seq`)
    expect(rows.map(({ action }) => action)).toEqual([
      'retention.update',
      ...[
        'retention.hold',
        'retention.release',
        'retention.hold',
        'retention.release',
        'retention.hold',
        'retention.release',
      ],
      // The alarm of the month that had been altered.
      'retention.drop',
      'retention.drop',
    ])
  })

  it('lets nothing go, with an alarm, while policy or holds are not what the log says, and hands on what it says', async () => {
    const { dropExpired } = await import('@/lib/retention/drop-expired')
    const { addHold } = await import('@/lib/retention/add-hold')
    const { readKeepingOnRecord } = await import('@/lib/retention/keeping')
    const { readRetention } = await import('@/lib/retention/queries')
    const { updatePolicy } = await import('@/lib/retention/update-policy')
    const { sql } = await product()
    await clear()
    await intruder.query(`delete from retention_hold`)
    await intruder.query(`update retention_policy set months = 36`)
    const month = await age(40)
    const conditions = { targetType: 'licensee' as const, operationId: '', from: '2020-01-01', until: '' }
    const hold = (targetId: string) => addHold.run({ ...conditions, targetId, reason: '争议' }, context)
    await hold('old2')
    await intruder.query('delete from retention_hold')
    expect(await dropExpired()).toEqual([])
    expect((await readRetention()).isAsRecorded).toBe(false)
    await hold('old2')
    expect((await readRetention()).isAsRecorded).toBe(true)
    const { releaseHold } = await import('@/lib/retention/release-hold')
    const [{ id: holdId }] = (await intruder.query('select id from retention_hold')).rows
    await releaseHold.run({ holdId, reason: '了结' }, context)
    await intruder.query(`update retention_policy set months = 24 where class = 'change'`)
    expect(await dropExpired()).toEqual([])
    await updatePolicy.run({ access: 36, change: 36 }, context)
    await hold('elsewhere')
    await intruder.query(`update retention_hold set until_at = now() where target_id = 'elsewhere'`)
    expect(await dropExpired()).toEqual([])
    await intruder.query(`update retention_hold set until_at = null where target_id = 'elsewhere'`)
    const { rows } = await intruder.query(
      `select detail->>'alarm' as alarm from audit_event where action = 'retention.drop' order by seq`,
    )
    expect(rows).toEqual(Array(3).fill({ alarm: 'keeping_differs' }))
    const keeping = await readKeepingOnRecord(sql)
    expect(keeping).toMatchObject({ policy: { access: 36, change: 36 }, holds: [{ targetId: 'elsewhere' }] })
    expect(await dropExpired()).toEqual([month])
    await intruder.query(`delete from audit_event where action in ('retention.hold', 'retention.update')`)
    expect(await readKeepingOnRecord(sql)).toEqual(keeping)
  })
})
