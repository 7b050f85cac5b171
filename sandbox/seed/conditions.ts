import type { StoredRank } from '../polyv/model.ts'

export const conditionTypes = ['code', 'phone', 'info', 'pay', 'wx', 'public', 'external', 'custom', 'direct'] as const

export type ConditionType = (typeof conditionTypes)[number]

/** A plausible stored setting of the type, varied by `index`. */
export function condition(type: ConditionType, index: number): StoredRank {
  return { enabled: 'Y', authType: type, ...fields[type](index) }
}

const fields: Record<ConditionType, (index: number) => StoredRank> = {
  code: (index) => ({
    authCode: `vip${String(1000 + ((index * 37) % 9000))}`,
    qcodeTips: '扫描二维码获得验证码',
    ...(index % 2 === 0 ? { qcodeImg: `//img.sandbox.invalid/qr/${index}.png` } : {}),
  }),
  phone: (index) => ({
    authTips: '请输入会员码观看',
    whiteListEntryText: '会员入口',
    onceWhitelistEnabled: index % 4 === 0 ? 'Y' : 'N',
    ...(index % 3 === 0 ? { privacyStatus: 'Y', privacyContent: '<p>观看前请阅读<b>隐私说明</b>。</p>' } : {}),
  }),
  info: (index) => ({
    infoAuthTips: '欢迎报名',
    infoDesc: '登记后即可观看',
    infoEntryText: '报名观看',
    infoFields: [
      { type: 'name', name: '姓名', placeholder: '请填写真实姓名' },
      { type: 'mobile', name: '手机号', placeholder: '用于接收通知', sms: index % 2 === 0 ? 'Y' : 'N' },
      ...(index % 3 === 0 ? [{ type: 'option', name: '所在城市', options: '北京,上海,广州,成都,其他' }] : []),
    ],
  }),
  pay: (index) => ({
    payAuthTips: '付费观看',
    price: [9.9, 19.9, 99, 0.01, 199.5][index % 5],
    ...(index % 3 === 0 ? { watchEndTime: '2027-06-30 23:59' } : {}),
    ...(index % 3 === 1 ? { validTimePeriod: 30 } : {}),
  }),
  wx: (index) => ({ wxAuthExpireValue: index % 2 === 0 ? '3d' : '12h' }),
  public: () => ({}),
  external: (index) => ({
    externalKey: `ext${String(100_000 + index * 71)}`,
    externalUri: `https://member.sandbox.invalid/check?room=${index}`,
    ...(index % 2 === 0
      ? { externalRedirectUri: 'https://member.sandbox.invalid/sorry', externalButtonEnabled: 'Y' }
      : {}),
  }),
  custom: (index) => ({
    customKey: `cus${String(200_000 + index * 53)}`,
    customUri: `https://member.sandbox.invalid/login?room=${index}`,
  }),
  direct: (index) => ({ directKey: `dir${String(300_000 + index * 29)}` }),
}

/** What auth/update leaves behind when the type changes. */
export function withResidue(now: StoredRank, former: StoredRank): StoredRank {
  return { ...former, ...now }
}
