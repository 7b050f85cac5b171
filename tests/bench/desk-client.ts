import { readFileSync } from 'node:fs'
import path from 'node:path'
import { Agent, request } from 'undici'
import { ROOT } from '../../scripts/boot/paths.ts'

type Answer = { status: number; text: string; headers: Record<string, string | string[] | undefined> }
type ServerReferences = { node: Record<string, { exportedName?: string; filename?: string }> }

/** A signed-in person's browser, as far as requests go: one keep-alive connection, cookie, origin. */
export class DeskClient {
  readonly #agent = new Agent({ connections: 1, keepAliveTimeout: 30_000 })
  readonly #url: string
  #cookie = ''

  constructor(url: string) {
    this.#url = url
  }

  async signIn(email: string, password: string): Promise<void> {
    const answer = await this.#send('POST', '/api/auth/sign-in/email', JSON.stringify({ email, password }), {
      'content-type': 'application/json',
    })
    if (answer.status !== 200) throw new Error(`not signed in: ${answer.status} ${answer.text.slice(0, 300)}`)
    const cookies = [answer.headers['set-cookie'] ?? []].flat()
    this.#cookie = cookies.map((cookie) => cookie.split(';')[0]).join('; ')
  }

  /** The whole body; a page that is not 200, such as the way to the sign-in page, is an error. */
  async get(target: string): Promise<string> {
    const answer = await this.#send('GET', target)
    if (answer.status !== 200) throw new Error(`GET ${target}: ${answer.status} ${answer.text.slice(0, 300)}`)
    return answer.text
  }

  getJson = async <T>(target: string): Promise<T> => JSON.parse(await this.get(target)) as T

  /** Calls a server action as the page's own script would, and gives the raw reply. */
  async callAction(page: string, actionId: string, input: unknown): Promise<string> {
    const answer = await this.#send('POST', page, JSON.stringify([input]), {
      'next-action': actionId,
      accept: 'text/x-component',
      'content-type': 'text/plain;charset=UTF-8',
    })
    if (answer.status !== 200) throw new Error(`POST ${page}: ${answer.status} ${answer.text.slice(0, 300)}`)
    return answer.text
  }

  /** The same desk, seen by somebody who is not signed in. */
  asStranger = (): DeskClient => new DeskClient(this.#url)

  close = (): Promise<void> => this.#agent.close()

  async #send(
    method: 'GET' | 'POST',
    target: string,
    body?: string,
    more: Record<string, string> = {},
  ): Promise<Answer> {
    const {
      statusCode,
      headers,
      body: reply,
    } = await request(this.#url + target, {
      method,
      dispatcher: this.#agent,
      headers: {
        ...(method === 'POST' ? { origin: this.#url } : {}),
        ...(this.#cookie ? { cookie: this.#cookie } : {}),
        ...more,
      },
      ...(body === undefined ? {} : { body }),
    })
    return { status: statusCode, text: await reply.text(), headers }
  }
}

/** The id the build gave to an exported server action. */
export function actionIdOf(exportedName: string, file: string): string {
  const manifest = path.join(ROOT, '.next', 'server', 'server-reference-manifest.json')
  const { node } = JSON.parse(readFileSync(manifest, 'utf8')) as ServerReferences
  const found = Object.entries(node).find(
    ([, reference]) => reference.exportedName === exportedName && reference.filename === file,
  )
  if (!found) throw new Error(`the build knows no server action ${exportedName} of ${file}`)
  return found[0]
}
