import { Agent, request } from 'undici'
import { defaultCredentials } from '../../sandbox/credentials.ts'
import type { SandboxControl } from '../sandbox-control.ts'
import type { Pair } from './grant-pairs.ts'

const WRITE = '/wxa/sec/vod/authorizedrama'
const READ = '/wxa/sec/vod/getauthorizeobjects'

/** The requests the product itself sent, sent again without the product: same address, headers and body, another pair. */
export class BareUpstream {
  readonly #agent = new Agent({ connections: 1, keepAliveTimeout: 30_000 })
  readonly #base: string
  readonly #bodies: Record<string, string>
  readonly #pair: Pair
  readonly #token: string

  private constructor(base: string, token: string, pair: Pair, bodies: Record<string, string>) {
    this.#base = base
    this.#token = token
    this.#pair = pair
    this.#bodies = bodies
  }

  /** Learns the requests from the journal of a grant of `pair` that began after `since`. */
  static async learn(base: string, control: SandboxControl, since: number, pair: Pair): Promise<BareUpstream> {
    const bodies: Record<string, string> = {}
    for (const path of [WRITE, READ]) {
      const entry = (await control.journal({ since, path })).findLast(({ body }) => body.includes(pair.dramaId))
      if (!entry?.body.includes(pair.appid)) throw new Error(`the journal shows no ${path} for the pair`)
      bodies[path] = entry.body
    }
    const { appId, appSecret } = defaultCredentials.wechat
    const reply = await fetch(`${base}/cgi-bin/stable_token`, {
      method: 'POST',
      body: JSON.stringify({ grant_type: 'client_credential', appid: appId, secret: appSecret }),
    })
    const { access_token: token } = (await reply.json()) as { access_token: string }
    return new BareUpstream(base, token, pair, bodies)
  }

  write = (pair: Pair): Promise<void> => this.#send(WRITE, pair)
  read = (pair: Pair): Promise<void> => this.#send(READ, pair)

  async #send(path: string, pair: Pair): Promise<void> {
    const body = this.#bodies[path]?.replace(this.#pair.dramaId, pair.dramaId).replace(this.#pair.appid, pair.appid)
    const { statusCode, body: reply } = await request(`${this.#base}${path}?access_token=${this.#token}`, {
      method: 'POST',
      dispatcher: this.#agent,
      headers: { 'content-type': 'application/json' },
      body,
    })
    const text = await reply.text()
    const { errcode } = JSON.parse(text) as { errcode: number }
    if (statusCode !== 200 || errcode !== 0 || !text.includes(pair.dramaId))
      throw new Error(`bare ${path}: ${statusCode} ${text.slice(0, 300)}`)
  }
}
