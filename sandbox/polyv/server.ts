import type { Call, Reply, UpstreamService } from '../http.ts'
import { Buckets, HostLimit } from '../rate.ts'
import type { World } from '../world.ts'
import * as channels from './channels.ts'
import * as conditions from './conditions.ts'
import type { PolyvAccount } from './model.ts'
import { readParams } from './params.ts'
import { showPicture } from './pictures.ts'
import { envelopeOf, ok, PolyvError, refuse } from './reply.ts'
import { authenticate } from './sign.ts'
import { readTemplate, updateTemplate } from './template.ts'
import * as whitelist from './whitelist.ts'

type Params = Map<string, string>
type Run = (world: World, call: Call, account: PolyvAccount, params: Params) => Reply
type Route = { methods: readonly string[]; run: Run }

const read = (run: (world: World, account: PolyvAccount, params: Params) => Reply): Route => ({
  methods: ['GET'],
  run: (world, _call, account, params) => run(world, account, params),
})
const write = (run: Run): Route => ({ methods: ['POST'], run })
const either = (route: Route): Route => ({ ...route, methods: ['GET', 'POST'] })

const routes: Record<string, Route> = {
  '/live/v3/channel/auth/update': write(conditions.updateConditions),
  '/live/v3/channel/auth/get': either(read(conditions.readConditions)),
  '/live/v3/channel/auth/get-record-field': read(conditions.readRecordFields),
  '/live/v3/channel/auth/get-record-info': read(conditions.readRecords),
  '/live/v3/channel/common/update-global-enabled': write(conditions.updateGlobalEnabled),
  '/live/v4/global/auth/get': read((world, account) => readTemplate(world, account)),
  '/live/v4/global/auth/update': write(updateTemplate),
  '/live/v3/channel/auth/add-white-list': write(whitelist.addMember),
  '/live/v3/channel/auth/get-white-list': read(whitelist.listMembers),
  '/live/v3/channel/auth/update-white-list': write(whitelist.updateMember),
  '/live/v3/channel/auth/delete-white-list': write(whitelist.deleteMember),
  '/live/v3/channel/auth/upload-white-list': { ...read(whitelist.uploadMembers), methods: ['POST'] },
  '/live/v3/channel/auth/download-white-list': read(whitelist.downloadMembers),
  '/live/v3/channel/auth/batch-add-white-list': write(whitelist.addMembers),
  '/live/v4/channel/simple/list': read(channels.listSimple),
  '/live/v4/channel/detail/list': read(channels.listDetail),
  '/live/v4/channel/basic/list': read(channels.listBasic),
  '/live/v4/channel/basic/get': read(channels.getBasic),
  '/live/v3/channel/management/list': read(channels.listManagement),
  '/live/v3/channel/basic/list': read(channels.listOlderBasic),
  '/live/v3/channel/management/list-detail': { ...read(channels.listManagementDetail), methods: ['POST'] },
  '/live/v3/user/channels': read(channels.listNumbers),
  '/live/v3/channel/basic/get': read(channels.getOlderBasic),
}

function findRoute(path: string): Route | undefined {
  const setting = /^\/live\/v2\/channelSetting\/([^/]+)\/set-auth-type$/.exec(path)?.[1]
  if (setting !== undefined) {
    const run: Run = (world, call, account, params) => conditions.setAuthType(world, call, account, params, setting)
    return { methods: ['GET', 'POST'], run }
  }
  return Object.hasOwn(routes, path) ? routes[path] : undefined
}

export function polyvService(world: World): UpstreamService {
  const buckets = new Buckets()
  const hosts = new HostLimit()
  world.onReset(() => {
    buckets.clear()
    hosts.clear()
  })

  const dispatch = (call: Call): Reply => {
    const { switches } = world
    const picture = call.method === 'GET' ? showPicture(call.path) : null
    if (picture) return picture
    if (
      !hosts.allows(call.remoteAddress, switches.number('hostLimitPer10Seconds'), switches.number('hostBlockSeconds'))
    ) {
      return { status: 429, body: '<html><body>429 Too Many Requests</body></html>', contentType: 'text/html' }
    }
    const route = findRoute(call.path)
    if (!route) return { status: 404, body: '<html><body>404 Not Found</body></html>', contentType: 'text/html' }
    if (!route.methods.includes(call.method)) {
      return { status: 405, body: '<html><body>405 Method Not Allowed</body></html>', contentType: 'text/html' }
    }
    const params = readParams(call)
    const account = authenticate(world, call, params, envelopeOf(call.path))
    if (!buckets.take(account.appId, switches.number('polyvQps'))) {
      throw new PolyvError(400, 'qps exceeds number of calls')
    }
    return route.run(world, call, account, params)
  }

  const refusal = (call: Call, error: PolyvError): Reply =>
    refuse(envelopeOf(call.path), error, world.switches.text('errorHttpStatus') === 'code')

  return {
    upstream: 'polyv',
    handle(call) {
      try {
        return dispatch(call)
      } catch (error) {
        if (error instanceof PolyvError) return refusal(call, error)
        throw error
      }
    },
    fail(call, code, message) {
      if (Number(code) === 200) return ok(envelopeOf(call.path), true)
      const status = Number(code) >= 400 && Number(code) < 600 ? Number(code) : 400
      return refusal(call, new PolyvError(Number(code), message, status))
    },
  }
}
