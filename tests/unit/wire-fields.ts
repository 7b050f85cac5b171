import type { ConditionType } from '@/lib/polyv/conditions'

export const everyElement = ['rank', 'enabled', 'authType']
const privacyKeys = ['privacyStatus', 'privacyContent']

/** The upstream's own table of fields per type, written out by hand. */
export const allowed: Record<ConditionType, string[]> = {
  public: [],
  wx: ['wxAuthExpireValue'],
  code: ['authCode', 'qcodeTips', 'qcodeImg', ...privacyKeys],
  pay: ['payAuthTips', 'price', 'watchEndTime', 'validTimePeriod'],
  phone: ['authTips', 'onceWhitelistEnabled', 'whiteListEntryText', 'whiteListInputTips', ...privacyKeys],
  info: ['infoFields', 'infoAuthTips', 'infoDesc', 'infoEntryText', ...privacyKeys],
  custom: ['customKey', 'customUri'],
  external: ['externalKey', 'externalUri', 'externalRedirectUri', 'externalButtonEnabled'],
  direct: ['directKey'],
}
