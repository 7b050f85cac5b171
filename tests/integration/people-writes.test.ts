import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AuthDesk, openAuthDesk } from '@/tests/integration/auth-desk'

let desk: AuthDesk
let people: {
  invite: typeof import('@/lib/people/invite-person').invitePerson.run
  changeRole: typeof import('@/lib/people/change-role').changeRole.run
  disable: typeof import('@/lib/people/disable-person').disablePerson.run
  enable: typeof import('@/lib/people/enable-person').enablePerson.run
  reset: typeof import('@/lib/people/make-reset-link').makeResetLink.run
  endSession: typeof import('@/lib/people/end-session').endSession.run
  changePassword: typeof import('@/lib/people/change-password').changePassword.run
  join: typeof import('@/lib/people/join-by-link').joinByLink
}
let admin: { id: string; email: string }

beforeAll(async () => {
  desk = await openAuthDesk()
  people = {
    invite: (await import('@/lib/people/invite-person')).invitePerson.run,
    changeRole: (await import('@/lib/people/change-role')).changeRole.run,
    disable: (await import('@/lib/people/disable-person')).disablePerson.run,
    enable: (await import('@/lib/people/enable-person')).enablePerson.run,
    reset: (await import('@/lib/people/make-reset-link')).makeResetLink.run,
    endSession: (await import('@/lib/people/end-session')).endSession.run,
    changePassword: (await import('@/lib/people/change-password')).changePassword.run,
    join: (await import('@/lib/people/join-by-link')).joinByLink,
  }
  admin = await desk.addPerson('admin', '主管丁')
})
afterAll(() => desk.close())

let invited = 0
async function invite() {
  invited += 1
  const email = `new-${invited}@desk.test`
  const result = await people.invite({ name: '新人', email, role: 'manager' }, await desk.contextOf(admin.email))
  if (!result.ok) throw new Error(result.code)
  const [row] = await desk.sql<{ id: string }>('select id from "user" where email = $1', [email])
  return { id: row?.id ?? '', email, token: result.data.path.replace('/invite/', '') }
}

const newPassword = 'another good password'

describe('a one-time link', () => {
  test('lets a person choose name and password and sign in, and is then used up', async () => {
    const { email, token } = await invite()
    expect(await people.join({ token, name: '运营己', password: `${email}1` }, desk.facts())).toMatchObject({
      fieldErrors: { password: 'passwordOwn' },
    })
    expect(await people.join({ token, name: '运营己', password: newPassword }, desk.facts())).toMatchObject({
      ok: true,
      data: { email },
    })
    expect(await desk.sessionOf(await desk.cookieOf(email, newPassword))).toMatchObject({
      user: { name: '运营己', role: 'manager' },
    })
    expect(await people.join({ token, password: 'a third good password' }, desk.facts())).toMatchObject({
      ok: false,
      code: 'not_found',
    })
    await desk.cookieOf(email, newPassword)
  })

  test('serves one of two who use it at the same moment', async () => {
    const { token, email } = await invite()
    const passwords = ['first good password', 'second good password']
    const results = await Promise.all(passwords.map((password) => people.join({ token, password }, desk.facts())))
    expect(results.filter((result) => result.ok)).toHaveLength(1)
    const winner = passwords[results.findIndex((result) => result.ok)]
    await desk.cookieOf(email, winner)
  })

  test('ends when its time is over', async () => {
    const { id, token } = await invite()
    await desk.sql(`update one_time_link set expires_at = now() - interval '1 second' where user_id = $1`, [id])
    expect(await people.join({ token, password: newPassword }, desk.facts())).toMatchObject({ code: 'not_found' })
  })

  test('ends when a newer one is made, and when the person is disabled', async () => {
    const first = await invite()
    const context = await desk.contextOf(admin.email)
    const again = await people.reset({ personId: first.id }, context)
    expect(await people.join({ token: first.token, password: newPassword }, desk.facts())).toMatchObject({
      code: 'not_found',
    })
    await people.disable({ personId: first.id }, context)
    const token = again.ok ? again.data.path.replace('/invite/', '') : ''
    expect(token).toHaveLength(43)
    expect(await people.join({ token, password: newPassword }, desk.facts())).toMatchObject({ code: 'not_found' })
  })

  test('is in no row and no event, only its hash is', async () => {
    const { id, token } = await invite()
    const [link] = await desk.sql<{ text: string }>(
      'select link::text as text from one_time_link link where user_id = $1',
      [id],
    )
    expect(link?.text).not.toContain(token)
    expect((await desk.eventsOf('person.invite')).map((event) => event.everything).join()).not.toContain(token)
  })

  test('resets a password, ends the sessions and lifts the wait', async () => {
    const person = await desk.addPerson('support')
    const cookie = await desk.cookieOf(person.email)
    const link = await people.reset({ personId: person.id }, await desk.contextOf(admin.email))
    const { signIn } = await import('@/lib/auth/sign-in')
    for (let index = 0; index < 5; index += 1)
      await signIn({ email: person.email, password: 'wrong wrong wrong' }, desk.facts(`10.9.0.${index}`))
    expect(await desk.sessionOf(cookie)).not.toBeNull()
    await people.join(
      { token: link.ok ? link.data.path.replace('/invite/', '') : '', name: '改名', password: newPassword },
      desk.facts(),
    )
    expect(await desk.sessionOf(cookie)).toBeNull()
    expect(await desk.sessionOf(await desk.cookieOf(person.email, newPassword))).toMatchObject({
      user: { name: '某人' },
    })
  })
})

describe('disabling', () => {
  test('ends every session within a second and refuses the right password', async () => {
    const person = await desk.addPerson('manager')
    const cookies = [await desk.cookieOf(person.email), await desk.cookieOf(person.email)]
    const context = await desk.contextOf(admin.email)
    const started = performance.now()
    expect(await people.disable({ personId: person.id }, context)).toMatchObject({
      ok: true,
      data: { endedSessions: 2 },
    })
    expect(await Promise.all(cookies.map(desk.sessionOf))).toEqual([null, null])
    expect(performance.now() - started).toBeLessThan(1_000)
    await expect(desk.cookieOf(person.email)).rejects.toThrow('invalid_input')
    await people.enable({ personId: person.id }, context)
    expect(await Promise.all(cookies.map(desk.sessionOf))).toEqual([null, null])
    expect(await desk.sessionOf(await desk.cookieOf(person.email))).not.toBeNull()
  })

  test('is one event with who, whom and what', async () => {
    const person = await desk.addPerson('support')
    await people.disable({ personId: person.id }, await desk.contextOf(admin.email))
    await people.disable({ personId: person.id }, await desk.contextOf(admin.email))
    const events = (await desk.eventsOf('person.disable')).filter((event) => event.target_id === person.id)
    expect(events).toMatchObject([{ actor_id: admin.id, outcome: 'succeeded' }])
  })
})

describe('administrators', () => {
  test('cannot disable or demote themselves', async () => {
    await desk.addPerson('admin')
    const context = await desk.contextOf(admin.email)
    const refusal = { ok: false, code: 'conflict', detail: { cause: 'oneself' } }
    expect(await people.disable({ personId: admin.id }, context)).toEqual(refusal)
    expect(await people.changeRole({ personId: admin.id, role: 'support' }, context)).toEqual(refusal)
  })

  test('who demote each other at the same moment leave one', async () => {
    const [left, right] = [await desk.addPerson('admin'), await desk.addPerson('admin')]
    await desk.sql(`update "user" set banned = true where role = 'admin' and id <> all($1)`, [[left.id, right.id]])
    const contexts = [await desk.contextOf(left.email), await desk.contextOf(right.email)] as const
    const results = await Promise.all([
      people.changeRole({ personId: right.id, role: 'support' }, contexts[0]),
      people.changeRole({ personId: left.id, role: 'support' }, contexts[1]),
    ])
    expect(results.filter((result) => result.ok)).toHaveLength(1)
    expect(results.find((result) => !result.ok)).toMatchObject({
      code: 'conflict',
      detail: { cause: 'lastAdministrator' },
    })
    const [able] = await desk.sql<{ count: number }>(
      `select count(*)::int as count from "user" where role = 'admin' and not banned`,
    )
    expect(able?.count).toBe(1)
    await desk.sql(`update "user" set banned = false, role = 'admin' where id = $1`, [admin.id])
  })

  test('do not count one who was invited and never came', async () => {
    await desk.sql(`update "user" set role = 'support' where role = 'admin' and id <> $1`, [admin.id])
    const other = await desk.addPerson('admin')
    const context = await desk.contextOf(other.email)
    await people.invite({ name: '未到', email: 'never@desk.test', role: 'admin' }, context)
    await desk.sql('delete from account where user_id = $1', [other.id])
    expect(await people.disable({ personId: admin.id }, context)).toMatchObject({
      code: 'conflict',
      detail: { cause: 'lastAdministrator' },
    })
  })

  test('end the sessions of whoever gets another role', async () => {
    const person = await desk.addPerson('manager')
    const cookie = await desk.cookieOf(person.email)
    await people.changeRole({ personId: person.id, role: 'support' }, await desk.contextOf(admin.email))
    expect(await desk.sessionOf(cookie)).toBeNull()
    const { currentRoleOf } = await import('@/lib/people/queries')
    expect(await currentRoleOf(person.id)).toBe('support')
  })

  test('cannot add an address twice, in any case of letters', async () => {
    const { inviteSchema } = await import('@/lib/people/schema')
    const input = inviteSchema.parse({ name: '又来', email: ` ${admin.email.toUpperCase()} `, role: 'admin' })
    expect(await people.invite(input, await desk.contextOf(admin.email))).toMatchObject({
      code: 'conflict',
      fieldErrors: { email: 'emailTaken' },
    })
  })
})

describe('one’s own account', () => {
  test('another’s session is no session of mine', async () => {
    const [mine, theirs] = [await desk.addPerson('support'), await desk.addPerson('manager')]
    const cookie = await desk.cookieOf(theirs.email)
    const sessionId = (await desk.sessionOf(cookie))?.sessionId ?? ''
    expect(await people.endSession({ sessionId }, await desk.contextOf(mine.email))).toEqual({
      ok: false,
      code: 'not_found',
    })
    expect(await desk.sessionOf(cookie)).not.toBeNull()
    expect(await people.endSession({ sessionId }, await desk.contextOf(theirs.email))).toMatchObject({ ok: true })
    expect(await desk.sessionOf(cookie)).toBeNull()
  })

  test('changing the password needs the current one and ends the other sessions', async () => {
    const person = await desk.addPerson('support')
    const other = await desk.cookieOf(person.email)
    const context = await desk.contextOf(person.email)
    expect(
      await people.changePassword({ currentPassword: desk.password, newPassword: `${person.email}1` }, context),
    ).toMatchObject({ fieldErrors: { newPassword: 'passwordOwn' } })
    expect(await people.changePassword({ currentPassword: 'not it at all', newPassword }, context)).toMatchObject({
      fieldErrors: { currentPassword: 'currentPasswordWrong' },
    })
    expect(await desk.sessionOf(other)).not.toBeNull()
    expect(await people.changePassword({ currentPassword: desk.password, newPassword }, context)).toMatchObject({
      ok: true,
      data: { endedSessions: 1 },
    })
    expect(await desk.sessionOf(other)).toBeNull()
    await expect(desk.cookieOf(person.email)).rejects.toThrow('invalid_input')
    await desk.cookieOf(person.email, newPassword)
    const text = (await desk.eventsOf('person.password.change')).map((event) => event.everything).join()
    expect(text).not.toContain(newPassword)
    expect(text).not.toContain(desk.password)
  })
})
