type SwitchValue = string | number | boolean

type SwitchSpec = { value: SwitchValue; allowed?: readonly SwitchValue[]; note: string }

const wechatSwitches: Record<string, SwitchSpec> = {
  READS: {
    value: 'authorized_appid',
    allowed: ['authorized_appid', 'authorized', 'either'],
    note: 'Which key authorizedrama reads the licensee from.',
  },
  STRICT_NAMES: { value: 'off', allowed: ['off', 'on'], note: 'Refuse unknown body keys with 10090021.' },
  regrant: {
    value: 'overwrite',
    allowed: ['overwrite', 'keep-old', 'longest', 'shortest', 'error'],
    note: 'A grant to somebody who already holds one.',
  },
  revokeMissing: {
    value: '1',
    allowed: ['1', '10090043', '10090039'],
    note: 'Code for revoking what is not granted.',
  },
  ignorePaging: { value: false, note: 'listdramas answers page one whatever the offset and limit.' },
  accountErrors: {
    value: 'call',
    allowed: ['call', 'result'],
    note: 'Where 10090038 arrives: the call, or each row of result[].',
  },
  unknownLicensee: {
    value: '10090038',
    allowed: ['10090038', '10093030', 'accept'],
    note: 'A well-formed AppID nobody registered.',
  },
  selfGrant: {
    value: 'accept',
    allowed: ['accept', 'refuse'],
    note: 'Granting to the grantor itself (47003 when refused).',
  },
  quotedIds: {
    value: 'refuse',
    allowed: ['refuse', 'accept'],
    note: 'Drama ids sent as strings (10093014 when refused).',
  },
  duplicateIds: {
    value: 'once',
    allowed: ['once', 'refuse'],
    note: 'The same drama twice in one call: a row each and one write, or 10093014.',
  },
  maxIdsPerCall: { value: 0, note: 'More ids than this in one call answer 47003; 0 sets no limit.' },
  listExpiredGrants: { value: true, note: 'Expired grants stay in getauthorizeobjects.' },
  expandAccountGrants: { value: false, note: 'getauthorizedobjects also lists what an account grant covers.' },
  getAuthorizeAppsVerb: {
    value: 'POST',
    allowed: ['POST', 'GET', 'either'],
    note: 'Method getauthorizeapps insists on.',
  },
  tokenLifetimeSeconds: { value: 7200, note: 'Lifetime of an access token.' },
  tokenOverlapSeconds: { value: 300, note: 'How long old and new token are both good (at most half the lifetime).' },
  forceRefreshPerDay: { value: 20, note: 'Forced refreshes a day; the next answers 45009.' },
  forceRefreshGapSeconds: { value: 30, note: 'A forced refresh sooner than this returns the same token.' },
  wechatRateLimitCode: { value: 10093023, note: 'errcode when the WeChat bucket is empty.' },
  wechatDailyQuota: { value: 0, note: 'Calls per path and day before 45009; 0 sets no limit.' },
}

const polyvSwitches: Record<string, SwitchSpec> = {
  errorHttpStatus: { value: '200', allowed: ['200', 'code'], note: 'U1: HTTP status of v2/v3 business errors.' },
  combinationMessage: { value: 'param validate error', note: 'U2: message for a forbidden pair of ranks.' },
  missingWhitelistMessage: {
    value: 'param should not be empty: whiteList',
    note: 'U3: message for phone without a list.',
  },
  missingFieldMessage: { value: 'param should not be empty: ', note: 'U4: prefix before the missing field.' },
  emptyStringClears: { value: true, note: 'U5: an empty string clears the stored field.' },
  nullClears: { value: false, note: 'U5: null clears the stored field.' },
  checkTypeWhenOff: { value: true, note: 'U6: authType is checked when enabled is N.' },
  enabledWithoutType: { value: 'keep', allowed: ['keep', 'error'], note: 'U7: enabled Y without authType.' },
  duplicateRank: { value: 'later', allowed: ['later', 'error'], note: 'U8: two elements of one rank.' },
  settingsShape: {
    value: 'strict',
    allowed: ['strict', 'lenient'],
    note: 'U9: empty, more than two, or a strange rank.',
  },
  limits: {
    value: 'observed',
    allowed: ['observed', 'create-init', 'none'],
    note: 'Lengths: what production was seen to refuse (plus template limits), the stricter create page, or none.',
  },
  authCodeCharset: { value: 'alphanumeric', allowed: ['alphanumeric', 'any'], note: 'U10.' },
  priceDecimals: { value: 'refuse', allowed: ['refuse', 'round'], note: 'U11: more than two decimals.' },
  priceMax: { value: 99999.99, note: 'U11: highest price in yuan.' },
  pastWatchEndTime: { value: 'accept', allowed: ['accept', 'refuse'], note: 'U12.' },
  wxExpireMax: { value: 999, note: 'U13: highest number in wxAuthExpireValue.' },
  privacyContentMax: { value: 0, note: 'U14: longest privacyContent; 0 sets no limit.' },
  readReturnsPrivacy: { value: true, note: 'U14: auth/get returns the privacy keys as written.' },
  readReturnsInfoFields: { value: true, note: 'auth/get also carries infoFields.' },
  readReturnsOnceWhitelist: { value: true, note: 'auth/get also carries onceWhitelistEnabled.' },
  whitelistDuplicate: { value: 'error', allowed: ['error', 'overwrite'], note: 'U15: adding a code twice.' },
  whitelistUnknownUpdate: { value: 'error', allowed: ['error', 'ignore'], note: 'U15: updating an unknown code.' },
  whitelistUnknownDelete: { value: 'success', allowed: ['success', 'error'], note: 'U15: deleting an unknown code.' },
  whitelistCaseSensitive: { value: false, note: 'U16.' },
  whitelistBatchMax: { value: 0, note: 'Rows one batch-add-white-list may carry; 0 sets no limit.' },
  whitelistMax: { value: 0, note: 'U17: rows a list may hold; 0 sets no limit.' },
  globalRowChannelId: {
    value: 'null',
    allowed: ['null', 'zero', 'empty'],
    note: 'U18: channelId in account-wide rows.',
  },
  rank1OffWhileRank2On: { value: 'error', allowed: ['error', 'noop'], note: 'U19.' },
  unfollowCopiesGlobal: {
    value: false,
    note: 'U20: update-global-enabled N copies the account default into the channel.',
  },
  timestampWindowMs: { value: 180_000, note: 'How old a timestamp may be.' },
  futureToleranceMs: { value: 180_000, note: 'U21: how far ahead a timestamp may be.' },
  hostLimitPer10Seconds: { value: 1500, note: 'U22: calls per address in 10 s before HTTP 429; 0 sets no limit.' },
  hostBlockSeconds: { value: 300, note: 'U22: how long the block lasts.' },
  lowerCaseSign: { value: 'refuse', allowed: ['refuse', 'accept'], note: 'U24.' },
  swapWatchStatus: { value: false, note: 'simple/list swaps watchStatus and watchStatusText, as its page does.' },
}

const sharedSwitches: Record<string, SwitchSpec> = {
  wechatClockSkewMs: { value: 0, note: "Added to WeChat's clock and Date header." },
  polyvClockSkewMs: { value: 0, note: "Added to Polyv's clock and Date header." },
  polyvDateErrorMs: { value: 0, note: "Added to Polyv's Date header alone." },
  wechatLatencyMs: { value: 0, note: 'Delay before every WeChat reply.' },
  polyvLatencyMs: { value: 0, note: 'Delay before every Polyv reply.' },
  wechatQps: { value: 0, note: 'Calls a second per account before the limit; 0 sets none.' },
  polyvQps: { value: 0, note: 'Calls a second per account before the limit; 0 sets none.' },
  wechatReplicaLagMs: { value: 0, note: 'Grant lists show the state of this long ago.' },
  polyvReplicaLagMs: { value: 0, note: 'Conditions and whitelists show the state of this long ago.' },
}

const specs: Record<string, SwitchSpec> = { ...sharedSwitches, ...wechatSwitches, ...polyvSwitches }

export class Switches {
  private values = new Map<string, SwitchValue>()

  all(): Record<string, SwitchValue> {
    return Object.fromEntries(Object.entries(specs).map(([name, spec]) => [name, this.values.get(name) ?? spec.value]))
  }

  reset(): void {
    this.values.clear()
  }

  /** All or nothing; returns the sentence that refuses, or null. */
  set(input: Record<string, unknown>): string | null {
    const accepted: [string, SwitchValue][] = []
    for (const [name, value] of Object.entries(input)) {
      const spec = Object.hasOwn(specs, name) ? specs[name] : undefined
      if (!spec) return `unknown switch: ${name}`
      if (typeof value !== typeof spec.value) return `switch ${name} takes a ${typeof spec.value}`
      const known = value as SwitchValue
      if (spec.allowed && !spec.allowed.includes(known)) return `switch ${name} takes one of ${spec.allowed.join(', ')}`
      accepted.push([name, known])
    }
    for (const [name, value] of accepted) this.values.set(name, value)
    return null
  }

  number(name: string): number {
    return Number(this.read(name))
  }

  text(name: string): string {
    return String(this.read(name))
  }

  isOn(name: string): boolean {
    return this.read(name) === true
  }

  private read(name: string): SwitchValue {
    const value = this.values.get(name) ?? specs[name]?.value
    if (value === undefined) throw new Error(`unknown switch: ${name}`)
    return value
  }
}
