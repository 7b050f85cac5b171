import type { Call, Reply, UpstreamService } from '../http.ts'
import { Buckets } from '../rate.ts'
import type { World } from '../world.ts'
import { authorizeApp, deauthorizeApp, listAppGrants, listReceivedAppGrants } from './account-grants.ts'
import { listCopyrightGrants } from './copyright-grants.ts'
import { getDrama, getLatestAudit, listDramas, listMedia } from './dramas.ts'
import { type Body, parseBody } from './fields.ts'
import { listGrants, listReceivedGrants } from './grant-lists.ts'
import { authorizeDrama, deauthorizeDrama } from './grants.ts'
import type { WechatAccount } from './model.ts'
import { DailyUse, getQuota } from './quota.ts'
import { refuse, WechatError } from './reply.ts'
import { authenticate, expireToken, issuePlainToken, issueStableToken, replaceToken } from './tokens.ts'

type Verb = 'POST' | 'GET' | 'either'

type Route = {
  verb: (world: World) => Verb
  needsBody: boolean
  run: (world: World, call: Call, account: WechatAccount, body: Body) => Reply
}

const post = (run: Route['run']): Route => ({ verb: () => 'POST', needsBody: true, run })
const family = '/wxa/sec/vod/'

const routes: Record<string, Route> = {
  '/wxa/sec/vod/authorizedrama': post(authorizeDrama),
  '/wxa/sec/vod/deauthorizedrama': post(deauthorizeDrama),
  '/wxa/sec/vod/getauthorizeobjects': post(listGrants),
  '/wxa/sec/vod/getauthorizedobjects': post(listReceivedGrants),
  '/wxa/sec/vod/authorizeapp': post(authorizeApp),
  '/wxa/sec/vod/deauthorizeapp': post(deauthorizeApp),
  '/wxa/sec/vod/getauthorizeapps': {
    verb: (world) => world.switches.text('getAuthorizeAppsVerb') as Verb,
    needsBody: false,
    run: (world, _call, account) => listAppGrants(world, account),
  },
  '/wxa/sec/vod/getauthorizedapps': {
    verb: () => 'either',
    needsBody: false,
    run: (world, _call, account) => listReceivedAppGrants(world, account),
  },
  '/wxa/sec/vod/getcopyrightauthorizationlist': post((world, _call, account, body) =>
    listCopyrightGrants(world, account, body),
  ),
  '/wxa/sec/vod/listdramas': post((world, _call, account, body) => listDramas(world, account, body)),
  '/wxa/sec/vod/getdrama': post((world, _call, account, body) => getDrama(world, account, body)),
  '/wxa/sec/vod/getdramalatestauditinfo': post((world, _call, account, body) => getLatestAudit(world, account, body)),
  '/wxa/sec/vod/listmedia': post((world, _call, account, body) => listMedia(world, account, body)),
}

export function wechatService(world: World): UpstreamService {
  const buckets = new Buckets()
  const use = new DailyUse()
  world.onReset(() => {
    buckets.clear()
    use.clear()
  })

  const runBusinessCall = (call: Call, route: Route): Reply => {
    const verb = route.verb(world)
    if (verb === 'POST' && call.method !== 'POST') throw new WechatError(43002, 'require POST method')
    if (verb === 'GET' && call.method !== 'GET') throw new WechatError(43001, 'require GET method')
    const token = call.query.get('access_token') ?? ''
    if (call.fault?.kind === 'expire_token') expireToken(world, token, call.now)
    if (call.fault?.kind === 'invalidate_token') replaceToken(world, token, call.now)
    const account = authenticate(world, call)
    if (call.path.startsWith(family)) {
      if (!account.hasApi) throw new WechatError(48001, 'api unauthorized')
      limit(call, account.appid)
    }
    const body = route.needsBody || call.body.length > 0 ? parseBody(call) : {}
    return route.run(world, call, account, body)
  }

  const limit = (call: Call, appid: string): void => {
    if (!buckets.take(appid, world.switches.number('wechatQps'))) {
      throw new WechatError(world.switches.number('wechatRateLimitCode'), '操作过于频繁')
    }
    const quota = world.switches.number('wechatDailyQuota')
    if (quota > 0 && use.used(appid, call.path, call.now) >= quota) {
      throw new WechatError(45009, 'reach max api daily quota limit')
    }
    use.count(appid, call.path, call.now)
  }

  const quotaRoute = post((_world, call, account, body) =>
    getQuota(world, call, account.appid, body, use, Object.keys(routes)),
  )

  const dispatch = (call: Call): Reply => {
    if (call.path === '/cgi-bin/token') return issuePlainToken(world, call)
    if (call.path === '/cgi-bin/stable_token') return issueStableToken(world, call)
    if (call.path === '/cgi-bin/openapi/quota/get') return runBusinessCall(call, quotaRoute)
    const route = Object.hasOwn(routes, call.path) ? routes[call.path] : undefined
    if (!route) return { status: 404, body: '<html><body>404 Not Found</body></html>', contentType: 'text/html' }
    return runBusinessCall(call, route)
  }

  return {
    upstream: 'wechat',
    handle(call) {
      try {
        return dispatch(call)
      } catch (error) {
        if (error instanceof WechatError) return refuse(error.errcode, error.message)
        throw error
      }
    },
    fail: (_call, code, message) => refuse(Number(code), message),
  }
}
