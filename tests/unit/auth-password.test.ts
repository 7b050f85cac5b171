import { describe, expect, it } from 'vitest'
import { isOwnPassword } from '@/lib/auth/password-schema'
import { newPasswordSchema } from '@/lib/auth/schema'

const problemOf = (password: string) => newPasswordSchema.safeParse(password).error?.issues[0]?.message

describe('a new password', () => {
  it.each([
    '123456789012',
    '111111111111',
    '112233445566',
    '123123123123',
    'abcabcabcabc',
    'password1234',
    'Password2026!',
    'P@ssw0rd1234',
    'Admin@123456',
    'qwerty123456',
    '1qaz2wsx3edc',
    'q1w2e3r4t5y6',
    'woaini1314520',
    'Countersign2026',
  ])('is not %j, which everybody tries first', (password) => expect(problemOf(password)).toBe('passwordPlain'))

  it.each([
    'a long enough password',
    'correct horse battery staple',
    'Xk9#mQ2$vL7p',
    'blue kettle seven',
    '我的密码是一句很长的话呀',
    'admin of the north wind',
  ])('may be %j', (password) => expect(problemOf(password)).toBeUndefined())

  it('has its length told before anything else', () => {
    expect(problemOf('12345678901')).toBe('passwordShort')
    expect(problemOf('x'.repeat(129))).toBe('passwordLong')
  })

  it.each([
    ['zhang.san2026', '张三', 'zhang.san@corp.example'],
    ['SanZhang123456', '张三', 'zhang.san@corp.example'],
    ['LindaMartinez1', 'Linda Martinez', 'lm@corp.example'],
    ['corp.example1', '张三', 'li@corp.example'],
  ])('is not %j, made of the name %j and the address %j', (password, ...own) =>
    expect(isOwnPassword(password, own)).toBe(true),
  )

  it.each([
    ['zhangsan-kettle-blue', '张三', 'zhangsan@corp.example'],
    ['a long enough password', '某人', 'support-4@desk.test'],
  ])('may hold a part of them beside much else: %j', (password, ...own) =>
    expect(isOwnPassword(password, own)).toBe(false),
  )
})
